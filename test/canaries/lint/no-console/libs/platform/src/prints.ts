console.log('library code logs through platform');
