killall worker
