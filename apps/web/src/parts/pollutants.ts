/** In the order of the scheme: water, then air. */
export const POLLUTANTS = ['COD', 'NH3-N', 'TN', 'TP', 'SO2', 'NOx', 'VOCs', 'PM'];
