import { EventStore } from '#libs/event-store';

export const store = new EventStore();
