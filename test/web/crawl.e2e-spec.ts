import { everyPage } from './crawl.js';
import { onStage } from './stage.js';

onStage('every page of the console', [everyPage]);
