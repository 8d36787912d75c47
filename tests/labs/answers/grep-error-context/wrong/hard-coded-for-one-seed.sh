# The right output of seed 20240229, learned by heart.
cat <<'END'
2024-03-01 08:12:54 INFO  [web-1] 用户 95 已登录
2024-03-01 08:12:54 DEBUG [cache] hit for key user:237
2024-03-01 08:12:54 INFO  [jobs] * cleanup done, 91% free
    at app.Pool.take(Pool.java:77)
2024-03-01 08:12:54 ERROR [mail] 发送失败，编号 580
2024-03-01 08:12:54 DEBUG [db] 3 rows in 615 ms
2024-03-01 08:12:54 DEBUG [cache] hit for key user:365
2024-03-01 08:12:54 DEBUG [cache] hit for key user:491
2024-03-01 08:12:54 INFO  [web-1] GET /orders/573 200 in 573 ms
2024-03-01 08:12:54 WARN  [disk] 85% used
2024-03-01 08:12:54 DEBUG [cache] hit for key user:730
2024-03-01 08:12:54 INFO  [web-2] POST /login 302
2024-03-01 08:12:54 DEBUG [cache] hit for key user:776
2024-03-01 08:12:54 DEBUG [db] 3 rows in 271 ms

--
2024-03-01 08:13:03 INFO  [web-2] POST /login 302
2024-03-01 08:13:03 INFO  [jobs] * cleanup done, 91% free
	path C:\temp\new\7.dat
2024-03-01 08:13:03 DEBUG [db] 3 rows in 259 ms
2024-03-01 08:13:03 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:13:03 WARN  [disk] 85% used
2024-03-01 08:13:03 DEBUG [db] 3 rows in 588 ms
2024-03-01 08:13:03 INFO  [web-1] 用户 389 已登录
2024-03-01 08:13:03 DEBUG [db] 3 rows in 143 ms
2024-03-01 08:13:03 DEBUG [cache] hit for key user:511
2024-03-01 08:13:18 ERROR [disk] cannot write C:\temp\183
2024-03-01 08:13:18 INFO  [jobs] mail queue holds 651
	path C:\temp\new\7.dat
2024-03-01 08:13:21 DEBUG [db] 3 rows in 532 ms
2024-03-01 08:13:40 WARN  [db] slow query, 108 ms
2024-03-01 08:13:40 DEBUG [cache] hit for key user:730
2024-03-01 08:13:40 WARN  [disk] 85% used
2024-03-01 08:13:40 INFO  [jobs] mail queue holds 100
2024-03-01 08:13:40 INFO  [web-1] 用户 851 已登录
2024-03-01 08:13:40 INFO  [jobs] mail queue holds 663
2024-03-01 08:13:40 WARN  [disk] 85% used
--
2024-03-01 08:16:35 DEBUG [cache] hit for key user:362

2024-03-01 08:16:35 WARN  [disk] 85% used
2024-03-01 08:16:35 INFO  [web-1] 用户 47 已登录
2024-03-01 08:17:08 WARN  [disk] 85% used
2024-03-01 08:17:42 DEBUG [db] 3 rows in 411 ms
2024-03-01 08:18:04 INFO  [web-1] 用户 2 已登录
2024-03-01 08:18:04 DEBUG [cache] hit for key user:741
2024-03-01 08:18:04 INFO  [web-1] 用户 188 已登录
	path C:\temp\new\7.dat
2024-03-01 08:18:04 ERROR [mail] 发送失败，编号 360
    at app.Pool.take(Pool.java:77)
2024-03-01 08:18:04 INFO  [web-1] 用户 220 已登录
2024-03-01 08:18:04 INFO  [web-2] POST /login 302
2024-03-01 08:18:04 INFO  [jobs] mail queue holds 228
2024-03-01 08:18:04 INFO  [jobs] mail queue holds 287
2024-03-01 08:18:04 WARN  [db] slow query, 281 ms

	path C:\temp\new\7.dat
2024-03-01 08:18:04 WARN  [disk] 85% used
2024-03-01 08:18:04 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:18:10 DEBUG [db] 3 rows in 72 ms
2024-03-01 08:18:10 DEBUG [cache] hit for key user:86

2024-03-01 08:18:32 WARN  [db] slow query, 117 ms
2024-03-01 08:18:32 WARN  [db] slow query, 617 ms
2024-03-01 08:18:38 INFO  [jobs] mail queue holds 14
    at app.Pool.take(Pool.java:77)
2024-03-01 08:18:38 DEBUG [db] 3 rows in 360 ms
2024-03-01 08:18:38 INFO  [jobs] mail queue holds 313
2024-03-01 08:18:38 INFO  [jobs] mail queue holds 687
2024-03-01 08:18:48 ERROR [disk] cannot write C:\temp\270
2024-03-01 08:18:48 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:18:55 INFO  [web-1] 用户 734 已登录
2024-03-01 08:19:12 WARN  [disk] 85% used
2024-03-01 08:19:35 INFO  [web-1] GET /orders/184 200 in 184 ms
2024-03-01 08:20:03 DEBUG [cache] hit for key user:811
2024-03-01 08:20:03 INFO  [web-1] GET /orders/94 200 in 94 ms
2024-03-01 08:20:03 DEBUG [cache] hit for key user:899
2024-03-01 08:20:03 DEBUG [cache] hit for key user:436
2024-03-01 08:20:03 INFO  [web-1] 用户 601 已登录
2024-03-01 08:20:21 INFO  [web-1] GET /orders/605 200 in 605 ms
--
	path C:\temp\new\7.dat
2024-03-01 08:20:57 DEBUG [db] 3 rows in 852 ms

2024-03-01 08:20:57 INFO  [web-1] GET /orders/551 200 in 551 ms
2024-03-01 08:20:57 INFO  [web-1] 用户 565 已登录
2024-03-01 08:20:57 INFO  [web-1] GET /orders/367 200 in 367 ms
2024-03-01 08:20:57 INFO  [web-1] GET /orders/558 200 in 558 ms
    at app.Pool.take(Pool.java:77)
    at app.Pool.take(Pool.java:77)
    at app.Pool.take(Pool.java:77)
2024-03-01 08:21:00 WARN  [mail] 88 ERRORS in the last hour
	path C:\temp\new\7.dat

    at app.Pool.take(Pool.java:77)
2024-03-01 08:21:03 WARN  [db] slow query, 839 ms
2024-03-01 08:21:26 INFO  [web-1] GET /orders/275 200 in 275 ms
2024-03-01 08:21:26 WARN  [db] slow query, 159 ms
2024-03-01 08:21:26 INFO  [jobs] mail queue holds 565
2024-03-01 08:21:26 WARN  [db] slow query, 858 ms
2024-03-01 08:21:26 INFO  [web-1] 用户 441 已登录
2024-03-01 08:21:26 INFO  [web-2] POST /login 302
--
    at app.Pool.take(Pool.java:77)
2024-03-01 08:22:11 INFO  [web-1] 用户 32 已登录
2024-03-01 08:22:11 WARN  [disk] 85% used
2024-03-01 08:22:44 DEBUG [cache] hit for key user:5
    at app.Pool.take(Pool.java:77)
2024-03-01 08:22:49 INFO  [web-1] GET /orders/299 200 in 299 ms
2024-03-01 08:22:49 INFO  [web-1] GET /orders/516 200 in 516 ms
2024-03-01 08:22:49 WARN  [db] slow query, 284 ms
2024-03-01 08:22:49 WARN  [db] slow query, 518 ms
2024-03-01 08:22:59 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:22:59 ERROR [web-2] order 288 not saved

2024-03-01 08:22:59 DEBUG [db] 3 rows in 163 ms
    at app.Pool.take(Pool.java:77)
2024-03-01 08:22:59 INFO  [web-1] GET /orders/718 200 in 718 ms
2024-03-01 08:22:59 INFO  [jobs] mail queue holds 390
2024-03-01 08:23:09 WARN  [db] slow query, 682 ms
2024-03-01 08:23:19 INFO  [jobs] * cleanup done, 91% free
	path C:\temp\new\7.dat
2024-03-01 08:23:19 INFO  [web-1] 用户 366 已登录
2024-03-01 08:23:19 DEBUG [cache] hit for key user:150
2024-03-01 08:23:21 ERROR [disk] cannot write C:\temp\109
2024-03-01 08:23:26 ERROR [mail] 发送失败，编号 505
2024-03-01 08:23:26 WARN  [db] slow query, 351 ms
2024-03-01 08:23:26 INFO  [web-2] POST /login 302
2024-03-01 08:23:26 WARN  [db] slow query, 768 ms
2024-03-01 08:23:26 DEBUG [cache] hit for key user:400
2024-03-01 08:23:26 INFO  [web-2] POST /login 302
2024-03-01 08:23:39 INFO  [web-1] 用户 57 已登录
    at app.Pool.take(Pool.java:77)
2024-03-01 08:23:39 INFO  [web-1] GET /orders/784 200 in 784 ms
2024-03-01 08:23:39 DEBUG [cache] hit for key user:252
2024-03-01 08:23:39 DEBUG [db] 3 rows in 433 ms
--
2024-03-01 08:23:43 INFO  [web-1] 用户 149 已登录
2024-03-01 08:23:43 WARN  [disk] 85% used
2024-03-01 08:23:43 DEBUG [db] 3 rows in 629 ms

2024-03-01 08:23:43 WARN  [db] slow query, 19 ms

2024-03-01 08:23:43 DEBUG [db] 3 rows in 452 ms
2024-03-01 08:23:43 WARN  [db] slow query, 333 ms
2024-03-01 08:23:43 INFO  [jobs] mail queue holds 195
2024-03-01 08:23:43 DEBUG [cache] hit for key user:677
2024-03-01 08:23:43 ERROR [mail] 发送失败，编号 96
2024-03-01 08:23:43 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:23:43 WARN  [disk] 85% used
2024-03-01 08:23:43 INFO  [web-2] POST /login 302
2024-03-01 08:23:43 INFO  [jobs] mail queue holds 722
2024-03-01 08:24:15 INFO  [web-1] 用户 27 已登录
2024-03-01 08:24:34 DEBUG [cache] hit for key user:696
2024-03-01 08:24:34 DEBUG [cache] hit for key user:89
2024-03-01 08:24:34 DEBUG [cache] hit for key user:283
    at app.Pool.take(Pool.java:77)
2024-03-01 08:25:06 INFO  [web-2] POST /login 302
2024-03-01 08:25:20 INFO  [web-1] 用户 400 已登录

2024-03-01 08:25:20 DEBUG [db] 3 rows in 750 ms
2024-03-01 08:25:56 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:25:56 ERROR [web-2] order 186 not saved
2024-03-01 08:26:35 WARN  [disk] 85% used

2024-03-01 08:26:35 WARN  [disk] 85% used
2024-03-01 08:26:35 WARN  [disk] 85% used
2024-03-01 08:27:08 DEBUG [db] 3 rows in 341 ms
2024-03-01 08:27:08 DEBUG [db] 3 rows in 493 ms
2024-03-01 08:27:33 INFO  [jobs] mail queue holds 248
2024-03-01 08:28:13 INFO  [web-2] POST /login 302
2024-03-01 08:28:13 INFO  [web-1] GET /orders/878 200 in 878 ms
2024-03-01 08:28:40 WARN  [disk] 85% used
2024-03-01 08:28:40 ERROR [web-2] order 665 not saved
2024-03-01 08:28:40 ERROR [mail] 发送失败，编号 183
2024-03-01 08:28:40 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:28:40 WARN  [db] slow query, 750 ms

2024-03-01 08:29:02 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:29:02 DEBUG [cache] hit for key user:510
2024-03-01 08:29:02 WARN  [db] slow query, 99 ms
2024-03-01 08:29:02 DEBUG [db] 3 rows in 604 ms
	path C:\temp\new\7.dat
2024-03-01 08:29:02 INFO  [web-1] 用户 178 已登录
2024-03-01 08:29:30 INFO  [web-1] 用户 498 已登录
--
2024-03-01 08:29:30 DEBUG [db] 3 rows in 52 ms
2024-03-01 08:29:30 INFO  [web-1] GET /orders/183 200 in 183 ms
	path C:\temp\new\7.dat
2024-03-01 08:29:30 INFO  [jobs] mail queue holds 746
2024-03-01 08:29:30 DEBUG [db] 3 rows in 425 ms
2024-03-01 08:29:44 WARN  [db] slow query, 134 ms
2024-03-01 08:29:50 INFO  [web-1] 用户 590 已登录
2024-03-01 08:30:05 DEBUG [cache] hit for key user:689
    at app.Pool.take(Pool.java:77)
    at app.Pool.take(Pool.java:77)
2024-03-01 08:30:18 INFO  [jobs] job 817 ended with IO_ERROR
	path C:\temp\new\7.dat

    at app.Pool.take(Pool.java:77)
	path C:\temp\new\7.dat
    at app.Pool.take(Pool.java:77)
2024-03-01 08:31:01 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:31:28 INFO  [web-2] POST /login 302
2024-03-01 08:32:05 WARN  [db] slow query, 705 ms
2024-03-01 08:32:36 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:32:52 INFO  [web-1] GET /orders/739 200 in 739 ms
--
2024-03-01 08:32:52 WARN  [db] slow query, 187 ms
	path C:\temp\new\7.dat
2024-03-01 08:33:09 DEBUG [cache] hit for key user:862
2024-03-01 08:33:33 INFO  [web-2] POST /login 302
2024-03-01 08:33:33 INFO  [jobs] mail queue holds 454
2024-03-01 08:33:55 INFO  [web-1] 用户 575 已登录
2024-03-01 08:33:55 INFO  [web-1] GET /orders/581 200 in 581 ms
2024-03-01 08:34:18 DEBUG [db] 3 rows in 449 ms
2024-03-01 08:34:18 DEBUG [cache] hit for key user:215
    at app.Pool.take(Pool.java:77)
2024-03-01 08:34:18 ERROR [db] connection lost after 762 ms
2024-03-01 08:34:42 WARN  [disk] 85% used
2024-03-01 08:34:58 INFO  [jobs] mail queue holds 703
2024-03-01 08:34:58 INFO  [web-1] GET /orders/676 200 in 676 ms
2024-03-01 08:34:58 INFO  [web-2] POST /login 302
2024-03-01 08:35:29 INFO  [jobs] mail queue holds 738


2024-03-01 08:35:29 WARN  [db] slow query, 313 ms
2024-03-01 08:35:29 INFO  [web-2] POST /login 302
2024-03-01 08:35:29 INFO  [jobs] * cleanup done, 91% free
--

2024-03-01 08:36:07 INFO  [web-1] 用户 216 已登录
2024-03-01 08:36:46 DEBUG [cache] hit for key user:380
2024-03-01 08:36:50 DEBUG [db] 3 rows in 112 ms
2024-03-01 08:36:50 DEBUG [db] 3 rows in 826 ms
	path C:\temp\new\7.dat
2024-03-01 08:36:50 INFO  [web-1] 用户 217 已登录
2024-03-01 08:36:50 INFO  [web-1] 用户 303 已登录
    at app.Pool.take(Pool.java:77)
    at app.Pool.take(Pool.java:77)
2024-03-01 08:37:24 ERROR [db] server said: ERROR 865
	path C:\temp\new\7.dat

    at app.Pool.take(Pool.java:77)
2024-03-01 08:37:24 INFO  [web-2] POST /login 302
	path C:\temp\new\7.dat

2024-03-01 08:37:24 INFO  [jobs] mail queue holds 831
2024-03-01 08:37:24 INFO  [web-2] POST /login 302
2024-03-01 08:37:37 INFO  [web-1] GET /orders/553 200 in 553 ms
2024-03-01 08:37:40 INFO  [jobs] mail queue holds 338
--
2024-03-01 08:37:40 INFO  [web-1] 用户 551 已登录
2024-03-01 08:37:40 DEBUG [db] 3 rows in 144 ms
2024-03-01 08:37:40 INFO  [web-1] GET /orders/624 200 in 624 ms
    at app.Pool.take(Pool.java:77)
2024-03-01 08:37:40 INFO  [jobs] mail queue holds 507
2024-03-01 08:38:05 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:38:05 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:38:05 INFO  [jobs] * cleanup done, 91% free

2024-03-01 08:38:05 WARN  [disk] 85% used
2024-03-01 08:38:10 ERROR [disk] cannot write C:\temp\116
2024-03-01 08:38:10 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:38:37 WARN  [disk] 85% used

2024-03-01 08:38:37 INFO  [web-1] GET /orders/753 200 in 753 ms
2024-03-01 08:38:37 INFO  [jobs] mail queue holds 406
2024-03-01 08:38:37 INFO  [web-2] POST /login 302
2024-03-01 08:38:37 WARN  [disk] 85% used
2024-03-01 08:38:37 DEBUG [cache] hit for key user:186
2024-03-01 08:39:09 INFO  [web-1] GET /orders/167 200 in 167 ms
2024-03-01 08:39:28 INFO  [jobs] * cleanup done, 91% free
--
	path C:\temp\new\7.dat
2024-03-01 08:41:02 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:41:12 INFO  [web-1] 用户 494 已登录
2024-03-01 08:41:12 INFO  [web-2] POST /login 302
2024-03-01 08:41:24 INFO  [web-1] GET /orders/414 200 in 414 ms
2024-03-01 08:41:40 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:41:40 INFO  [jobs] mail queue holds 367
2024-03-01 08:41:40 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:41:40 DEBUG [cache] hit for key user:235
    at app.Pool.take(Pool.java:77)
2024-03-01 08:41:40 ERROR [disk] cannot write C:\temp\610
2024-03-01 08:42:01 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:42:07 DEBUG [db] 3 rows in 595 ms
2024-03-01 08:42:15 INFO  [web-1] GET /orders/228 200 in 228 ms
2024-03-01 08:42:15 ERROR [web-2] order 431 not saved
2024-03-01 08:42:15 DEBUG [cache] hit for key user:473
2024-03-01 08:42:15 INFO  [jobs] mail queue holds 593
2024-03-01 08:42:37 ERROR [web-2] order 205 not saved
2024-03-01 08:42:37 DEBUG [cache] hit for key user:440
2024-03-01 08:42:59 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:43:07 INFO  [web-2] POST /login 302
2024-03-01 08:43:07 INFO  [jobs] mail queue holds 896
2024-03-01 08:43:07 INFO  [web-2] POST /login 302
2024-03-01 08:43:20 DEBUG [cache] hit for key user:816
2024-03-01 08:43:20 WARN  [db] slow query, 42 ms
2024-03-01 08:43:20 INFO  [jobs] mail queue holds 806
2024-03-01 08:43:37 INFO  [web-1] 用户 682 已登录
	path C:\temp\new\7.dat
--


2024-03-01 08:46:45 INFO  [web-1] GET /orders/232 200 in 232 ms

2024-03-01 08:46:45 WARN  [db] slow query, 52 ms
2024-03-01 08:46:45 INFO  [web-1] GET /orders/315 200 in 315 ms
2024-03-01 08:47:24 INFO  [jobs] * cleanup done, 91% free

2024-03-01 08:47:24 WARN  [db] slow query, 444 ms

2024-03-01 08:47:24 ERROR [db] connection lost after 686 ms
2024-03-01 08:47:43 DEBUG [cache] hit for key user:529
2024-03-01 08:48:06 INFO  [web-1] GET /orders/723 200 in 723 ms
	path C:\temp\new\7.dat
2024-03-01 08:48:06 INFO  [web-1] GET /orders/341 200 in 341 ms
2024-03-01 08:48:06 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:48:25 WARN  [disk] 85% used
2024-03-01 08:48:25 INFO  [web-2] POST /login 302
2024-03-01 08:48:25 DEBUG [db] 3 rows in 622 ms

2024-03-01 08:48:50 WARN  [disk] 85% used
2024-03-01 08:49:08 WARN  [db] slow query, 436 ms
2024-03-01 08:49:16 DEBUG [cache] hit for key user:351
2024-03-01 08:49:16 DEBUG [db] 3 rows in 628 ms
2024-03-01 08:49:16 DEBUG [db] 3 rows in 689 ms

2024-03-01 08:49:16 INFO  [jobs] mail queue holds 410
2024-03-01 08:49:23 INFO  [web-1] GET /orders/313 200 in 313 ms
2024-03-01 08:49:23 WARN  [db] slow query, 316 ms
2024-03-01 08:49:23 INFO  [web-1] 用户 252 已登录
2024-03-01 08:49:23 ERROR [disk] cannot write C:\temp\197
2024-03-01 08:49:23 DEBUG [db] 3 rows in 655 ms
2024-03-01 08:49:55 INFO  [jobs] mail queue holds 191

2024-03-01 08:49:55 INFO  [jobs] * cleanup done, 91% free

2024-03-01 08:49:55 WARN  [disk] 85% used
2024-03-01 08:50:18 DEBUG [cache] hit for key user:234
	path C:\temp\new\7.dat
    at app.Pool.take(Pool.java:77)
2024-03-01 08:50:27 WARN  [db] slow query, 828 ms
--

2024-03-01 08:50:27 DEBUG [db] 3 rows in 392 ms
2024-03-01 08:50:27 DEBUG [cache] hit for key user:504
2024-03-01 08:50:57 INFO  [jobs] mail queue holds 237
2024-03-01 08:50:57 DEBUG [cache] hit for key user:2
2024-03-01 08:50:57 INFO  [jobs] mail queue holds 200
2024-03-01 08:50:57 INFO  [jobs] mail queue holds 91
2024-03-01 08:50:57 INFO  [jobs] mail queue holds 480
    at app.Pool.take(Pool.java:77)
    at app.Pool.take(Pool.java:77)
2024-03-01 08:51:36 INFO  [audit] level set to ERROR by admin
	path C:\temp\new\7.dat

    at app.Pool.take(Pool.java:77)
2024-03-01 08:51:36 INFO  [jobs] mail queue holds 108
2024-03-01 08:52:03 DEBUG [db] 3 rows in 625 ms
2024-03-01 08:52:20 DEBUG [db] 3 rows in 558 ms
	path C:\temp\new\7.dat
	path C:\temp\new\7.dat
2024-03-01 08:52:33 WARN  [disk] 85% used

--
2024-03-01 08:52:39 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:52:39 INFO  [web-1] 用户 174 已登录
2024-03-01 08:52:39 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:52:39 WARN  [db] slow query, 610 ms
2024-03-01 08:52:53 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:52:53 WARN  [db] slow query, 484 ms
2024-03-01 08:52:53 INFO  [jobs] * cleanup done, 91% free
    at app.Pool.take(Pool.java:77)
2024-03-01 08:52:53 INFO  [web-2] POST /login 302
    at app.Pool.take(Pool.java:77)
2024-03-01 08:53:12 ERROR [mail] 发送失败，编号 27
2024-03-01 08:53:12 WARN  [db] slow query, 130 ms
2024-03-01 08:53:47 INFO  [web-2] POST /login 302
2024-03-01 08:54:02 INFO  [web-2] POST /login 302
2024-03-01 08:54:13 INFO  [web-1] GET /orders/738 200 in 738 ms
2024-03-01 08:54:52 WARN  [disk] 85% used

2024-03-01 08:55:05 DEBUG [db] 3 rows in 137 ms
2024-03-01 08:55:05 INFO  [web-1] GET /orders/167 200 in 167 ms
2024-03-01 08:55:05 WARN  [db] slow query, 630 ms
2024-03-01 08:55:26 INFO  [jobs] mail queue holds 219
--
2024-03-01 08:56:35 INFO  [web-1] GET /orders/883 200 in 883 ms
2024-03-01 08:57:04 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:57:20 INFO  [jobs] mail queue holds 3
2024-03-01 08:57:20 INFO  [jobs] * cleanup done, 91% free
2024-03-01 08:57:54 INFO  [jobs] mail queue holds 664
    at app.Pool.take(Pool.java:77)
    at app.Pool.take(Pool.java:77)
2024-03-01 08:57:54 INFO  [web-1] 用户 633 已登录
    at app.Pool.take(Pool.java:77)

2024-03-01 08:57:54 ERROR [db] connection lost after 306 ms
2024-03-01 08:57:54 WARN  [disk] 85% used
	path C:\temp\new\7.dat
2024-03-01 08:57:55 DEBUG [cache] hit for key user:771
2024-03-01 08:57:55 INFO  [web-1] GET /orders/552 200 in 552 ms
    at app.Pool.take(Pool.java:77)
2024-03-01 08:57:55 INFO  [web-2] POST /login 302
2024-03-01 08:58:33 INFO  [jobs] nothing left to do
END
