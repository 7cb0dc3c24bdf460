export var changeable = 1;
