/* Written by `node libs/vietnam/units/generate.mjs`; origin and licence of the facts are in NOTICE.md. */

/**
 * Hanoi's units, one block for each parent and span of validity: `parent first-day first-day-after | unit, unit, …`. A unit
 * is a letter for its kind, its code of the General Statistics Office and its name.
 */
export const HANOI_UNITS = `
- 2017-12-22 now | C01 Hà Nội
001 2017-12-22 2025-01-01 | P00010 Nguyễn Trung Trực
001 2017-12-22 2025-07-01 | P00001 Phúc Xá, P00004 Trúc Bạch, P00006 Vĩnh Phúc, P00007 Cống Vị, P00008 Liễu Giai,
P00013 Quán Thánh, P00016 Ngọc Hà, P00019 Điện Biên, P00022 Đội Cấn, P00025 Ngọc Khánh, P00028 Kim Mã,
P00031 Giảng Võ, P00034 Thành Công
002 2017-12-22 2025-07-01 | P00037 Phúc Tân, P00040 Đồng Xuân, P00043 Hàng Mã, P00046 Hàng Buồm, P00049 Hàng Đào,
P00052 Hàng Bồ, P00055 Cửa Đông, P00058 Lý Thái Tổ, P00061 Hàng Bạc, P00064 Hàng Gai, P00067 Chương Dương,
P00070 Hàng Trống, P00073 Cửa Nam, P00076 Hàng Bông, P00079 Tràng Tiền, P00082 Trần Hưng Đạo, P00085 Phan Chu Trinh,
P00088 Hàng Bài
003 2017-12-22 2025-07-01 | P00091 Phú Thượng, P00094 Nhật Tân, P00097 Tứ Liên, P00100 Quảng An, P00103 Xuân La,
P00106 Yên Phụ, P00109 Bưởi, P00112 Thụy Khuê
004 2017-12-22 2025-01-01 | P00142 Sài Đồng
004 2017-12-22 2025-07-01 | P00115 Thượng Thanh, P00118 Ngọc Thụy, P00121 Giang Biên, P00124 Đức Giang,
P00127 Việt Hưng, P00130 Gia Thụy, P00133 Ngọc Lâm, P00136 Phúc Lợi, P00139 Bồ Đề, P00145 Long Biên,
P00148 Thạch Bàn, P00151 Phúc Đồng, P00154 Cự Khối
005 2017-12-22 2025-07-01 | P00157 Nghĩa Đô, P00160 Nghĩa Tân, P00163 Mai Dịch, P00166 Dịch Vọng,
P00167 Dịch Vọng Hậu, P00169 Quan Hoa, P00172 Yên Hoà, P00175 Trung Hoà
006 2017-12-22 2025-01-01 | P00181 Văn Miếu, P00184 Quốc Tử Giám, P00211 Trung Phụng, P00220 Phương Liên,
P00223 Thịnh Quang, P00226 Trung Tự, P00235 Ngã Tư Sở
006 2017-12-22 2025-07-01 | P00178 Cát Linh, P00187 Láng Thượng, P00190 Ô Chợ Dừa, P00193 Văn Chương,
P00196 Hàng Bột, P00199 Láng Hạ, P00202 Khâm Thiên, P00205 Thổ Quan, P00208 Nam Đồng, P00214 Quang Trung,
P00217 Trung Liệt, P00229 Kim Liên, P00232 Phương Mai, P00238 Khương Thượng
006 2025-01-01 2025-07-01 | P00181 Văn Miếu - Quốc Tử Giám, P00226 Phương Liên - Trung Tự, P00235 Thịnh Quang
007 2017-12-22 2020-03-01 | P00250 Bùi Thị Xuân, P00253 Ngô Thì Nhậm
007 2017-12-22 2025-01-01 | P00265 Đống Mác, P00274 Cầu Dền, P00286 Bạch Mai, P00292 Quỳnh Lôi
007 2017-12-22 2025-07-01 | P00241 Nguyễn Du, P00244 Bạch Đằng, P00247 Phạm Đình Hổ, P00256 Lê Đại Hành,
P00259 Đồng Nhân, P00262 Phố Huế, P00268 Thanh Lương, P00271 Thanh Nhàn, P00277 Bách Khoa, P00280 Đồng Tâm,
P00283 Vĩnh Tuy, P00289 Quỳnh Mai, P00295 Minh Khai, P00298 Trương Định
007 2025-01-01 2025-07-01 | P00292 Bạch Mai
008 2017-12-22 2025-07-01 | P00301 Thanh Trì, P00304 Vĩnh Hưng, P00307 Định Công, P00310 Mai Động, P00313 Tương Mai,
P00316 Đại Kim, P00319 Tân Mai, P00322 Hoàng Văn Thụ, P00325 Giáp Bát, P00328 Lĩnh Nam, P00331 Thịnh Liệt,
P00334 Trần Phú, P00337 Hoàng Liệt, P00340 Yên Sở
009 2017-12-22 2025-01-01 | P00361 Hạ Đình, P00370 Thanh Xuân Nam, P00373 Kim Giang
009 2017-12-22 2025-07-01 | P00343 Nhân Chính, P00346 Thượng Đình, P00349 Khương Trung, P00352 Khương Mai,
P00355 Thanh Xuân Trung, P00358 Phương Liệt, P00364 Khương Đình, P00367 Thanh Xuân Bắc
009 2025-01-01 2025-07-01 | P00373 Hạ Đình
01 2017-12-22 2025-07-01 | Q001 Ba Đình, Q002 Hoàn Kiếm, Q003 Tây Hồ, Q004 Long Biên, Q005 Cầu Giấy, Q006 Đống Đa,
Q007 Hai Bà Trưng, Q008 Hoàng Mai, Q009 Thanh Xuân, H016 Sóc Sơn, H017 Đông Anh, H018 Gia Lâm, Q019 Nam Từ Liêm,
H020 Thanh Trì, Q021 Bắc Từ Liêm, H250 Mê Linh, Q268 Hà Đông, S269 Sơn Tây, H271 Ba Vì, H272 Phúc Thọ,
H273 Đan Phượng, H274 Hoài Đức, H275 Quốc Oai, H276 Thạch Thất, H277 Chương Mỹ, H278 Thanh Oai, H279 Thường Tín,
H280 Phú Xuyên, H281 Ứng Hòa, H282 Mỹ Đức
01 2025-07-01 now | P00004 Ba Đình, P00008 Ngọc Hà, P00025 Giảng Võ, P00070 Hoàn Kiếm, P00082 Cửa Nam,
P00091 Phú Thượng, P00097 Hồng Hà, P00103 Tây Hồ, P00118 Bồ Đề, P00127 Việt Hưng, P00136 Phúc Lợi, P00145 Long Biên,
P00160 Nghĩa Đô, P00166 Cầu Giấy, P00175 Yên Hoà, P00190 Ô Chợ Dừa, P00199 Láng, P00226 Văn Miếu - Quốc Tử Giám,
P00229 Kim Liên, P00235 Đống Đa, P00256 Hai Bà Trưng, P00283 Vĩnh Tuy, P00292 Bạch Mai, P00301 Vĩnh Hưng,
P00316 Định Công, P00322 Tương Mai, P00328 Lĩnh Nam, P00331 Hoàng Mai, P00337 Hoàng Liệt, P00340 Yên Sở,
P00352 Phương Liệt, P00364 Khương Đình, P00367 Thanh Xuân, X00376 Sóc Sơn, X00382 Kim Anh, X00385 Trung Giã,
X00430 Đa Phúc, X00433 Nội Bài, X00454 Đông Anh, X00466 Phúc Thịnh, X00475 Thư Lâm, X00493 Thiên Lộc,
X00508 Vĩnh Thanh, X00541 Phù Đổng, X00562 Thuận An, X00565 Gia Lâm, X00577 Bát Tràng, P00592 Từ Liêm,
P00598 Thượng Cát, P00602 Đông Ngạc, P00611 Xuân Đỉnh, P00613 Tây Tựu, P00619 Phú Diễn, P00622 Xuân Phương,
P00634 Tây Mỗ, P00637 Đại Mỗ, X00640 Thanh Trì, P00643 Thanh Liệt, X00664 Đại Thanh, X00679 Ngọc Hồi,
X00685 Nam Phù, X04930 Yên Xuân, X08974 Quang Minh, X08980 Yên Lãng, X08995 Tiến Thắng, X09022 Mê Linh,
P09552 Kiến Hưng, P09556 Hà Đông, P09562 Yên Nghĩa, P09568 Phú Lương, P09574 Sơn Tây, P09604 Tùng Thiện,
X09616 Đoài Phương, X09619 Quảng Oai, X09634 Cổ Đô, X09661 Minh Châu, X09664 Vật Lại, X09676 Bất Bạt,
X09694 Suối Hai, X09700 Ba Vì, X09706 Yên Bài, X09715 Phúc Thọ, X09739 Phúc Lộc, X09772 Hát Môn, X09784 Đan Phượng,
X09787 Liên Minh, X09817 Ô Diên, X09832 Hoài Đức, X09856 Dương Hoà, X09871 Sơn Đồng, X09877 An Khánh,
P09886 Dương Nội, X09895 Quốc Oai, X09910 Kiều Phú, X09931 Hưng Đạo, X09952 Phú Cát, X09955 Thạch Thất,
X09982 Hạ Bằng, X09988 Hoà Lạc, X10003 Tây Phương, P10015 Chương Mỹ, X10030 Phú Nghĩa, X10045 Xuân Mai,
X10072 Quảng Bị, X10081 Trần Phú, X10096 Hoà Phú, X10114 Thanh Oai, X10126 Bình Minh, X10144 Tam Hưng,
X10180 Dân Hoà, X10183 Thường Tín, X10210 Hồng Vân, X10231 Thượng Phúc, X10237 Chương Dương, X10273 Phú Xuyên,
X10279 Phượng Dực, X10330 Chuyên Mỹ, X10342 Đại Xuyên, X10354 Vân Đình, X10369 Ứng Thiên, X10402 Ứng Hoà,
X10417 Hoà Xá, X10441 Mỹ Đức, X10459 Phúc Sơn, X10465 Hồng Sơn, X10489 Hương Sơn
016 2017-12-22 2025-07-01 | N00376 Sóc Sơn, X00379 Bắc Sơn, X00382 Minh Trí, X00385 Hồng Kỳ, X00388 Nam Sơn,
X00391 Trung Giã, X00394 Tân Hưng, X00397 Minh Phú, X00400 Phù Linh, X00403 Bắc Phú, X00406 Tân Minh,
X00409 Quang Tiến, X00412 Hiền Ninh, X00415 Tân Dân, X00418 Tiên Dược, X00421 Việt Long, X00424 Xuân Giang,
X00427 Mai Đình, X00430 Đức Hoà, X00433 Thanh Xuân, X00436 Đông Xuân, X00439 Kim Lũ, X00442 Phú Cường,
X00445 Phú Minh, X00448 Phù Lỗ, X00451 Xuân Thu
017 2017-12-22 2025-07-01 | N00454 Đông Anh, X00457 Xuân Nộn, X00460 Thuỵ Lâm, X00463 Bắc Hồng, X00466 Nguyên Khê,
X00469 Nam Hồng, X00472 Tiên Dương, X00475 Vân Hà, X00478 Uy Nỗ, X00481 Vân Nội, X00484 Liên Hà, X00487 Việt Hùng,
X00490 Kim Nỗ, X00493 Kim Chung, X00496 Dục Tú, X00499 Đại Mạch, X00502 Vĩnh Ngọc, X00505 Cổ Loa, X00508 Hải Bối,
X00511 Xuân Canh, X00514 Võng La, X00517 Tàm Xá, X00520 Mai Lâm, X00523 Đông Hội
018 2017-12-22 2025-01-01 | X00538 Đình Xuyên, X00541 Dương Hà, X00547 Trung Mầu, X00559 Phú Thị, X00562 Kim Sơn,
X00574 Đông Dư, X00586 Kim Lan, X00589 Văn Đức
018 2017-12-22 2025-07-01 | N00526 Yên Viên, X00529 Yên Thường, X00532 Yên Viên, X00535 Ninh Hiệp, X00544 Phù Đổng,
X00550 Lệ Chi, X00553 Cổ Bi, X00556 Đặng Xá, N00565 Trâu Quỳ, X00568 Dương Quang, X00571 Dương Xá, X00577 Đa Tốn,
X00580 Kiêu Kỵ, X00583 Bát Tràng
018 2025-01-01 2025-07-01 | X00541 Thiên Đức, X00562 Phú Sơn, X00589 Kim Đức
019 2017-12-22 2025-07-01 | P00592 Cầu Diễn, P00622 Xuân Phương, P00623 Phương Canh, P00625 Mỹ Đình 1,
P00626 Mỹ Đình 2, P00628 Tây Mỗ, P00631 Mễ Trì, P00632 Phú Đô, P00634 Đại Mỗ, P00637 Trung Văn
020 2017-12-22 2025-07-01 | N00640 Văn Điển, X00643 Tân Triều, X00646 Thanh Liệt, X00649 Tả Thanh Oai,
X00652 Hữu Hoà, X00655 Tam Hiệp, X00658 Tứ Hiệp, X00661 Yên Mỹ, X00664 Vĩnh Quỳnh, X00667 Ngũ Hiệp, X00670 Duyên Hà,
X00673 Ngọc Hồi, X00676 Vạn Phúc, X00679 Đại áng, X00682 Liên Ninh, X00685 Đông Mỹ
021 2017-12-22 2025-07-01 | P00595 Thượng Cát, P00598 Liên Mạc, P00601 Đông Ngạc, P00602 Đức Thắng,
P00604 Thụy Phương, P00607 Tây Tựu, P00610 Xuân Đỉnh, P00611 Xuân Tảo, P00613 Minh Khai, P00616 Cổ Nhuế 1,
P00617 Cổ Nhuế 2, P00619 Phú Diễn, P00620 Phúc Diễn
250 2017-12-22 2025-01-01 | X09001 Vạn Yên
250 2017-12-22 2025-07-01 | N08973 Chi Đông, X08974 Đại Thịnh, X08977 Kim Hoa, X08980 Thạch Đà, X08983 Tiến Thắng,
X08986 Tự Lập, N08989 Quang Minh, X08992 Thanh Lâm, X08995 Tam Đồng, X08998 Liên Mạc, X09004 Chu Phan,
X09007 Tiến Thịnh, X09010 Mê Linh, X09013 Văn Khê, X09016 Hoàng Kim, X09019 Tiền Phong, X09022 Tráng Việt
268 2017-12-22 2025-01-01 | P09538 Nguyễn Trãi, P09547 Yết Kiêu, P09550 Quang Trung
268 2017-12-22 2025-07-01 | P09541 Mộ Lao, P09542 Văn Quán, P09544 Vạn Phúc, P09551 La Khê, P09552 Phú La,
P09553 Phúc La, P09556 Hà Cầu, P09562 Yên Nghĩa, P09565 Kiến Hưng, P09568 Phú Lãm, P09571 Phú Lương,
P09886 Dương Nội, P10117 Đồng Mai, P10123 Biên Giang
268 2025-01-01 2025-07-01 | P09538 Quang Trung
269 2017-12-22 2025-01-01 | P09574 Lê Lợi, P09580 Ngô Quyền, P09583 Quang Trung
269 2017-12-22 2025-07-01 | P09577 Phú Thịnh, P09586 Sơn Lộc, P09589 Xuân Khanh, X09592 Đường Lâm, P09595 Viên Sơn,
X09598 Xuân Sơn, P09601 Trung Hưng, X09604 Thanh Mỹ, P09607 Trung Sơn Trầm, X09610 Kim Sơn, X09613 Sơn Đông,
X09616 Cổ Đông
269 2025-01-01 2025-07-01 | P09574 Ngô Quyền
271 2017-12-22 2025-01-01 | X09631 Tản Hồng, X09637 Châu Sơn, X09646 Phú Phương
271 2017-12-22 2025-07-01 | N09619 Tây Đằng, X09625 Phú Cường, X09628 Cổ Đô, X09634 Vạn Thắng, X09640 Phong Vân,
X09643 Phú Đông, X09649 Phú Châu, X09652 Thái Hòa, X09655 Đồng Thái, X09658 Phú Sơn, X09661 Minh Châu,
X09664 Vật Lại, X09667 Chu Minh, X09670 Tòng Bạt, X09673 Cẩm Lĩnh, X09676 Sơn Đà, X09679 Đông Quang,
X09682 Tiên Phong, X09685 Thụy An, X09688 Cam Thượng, X09691 Thuần Mỹ, X09694 Tản Lĩnh, X09697 Ba Trại,
X09700 Minh Quang, X09703 Ba Vì, X09706 Vân Hòa, X09709 Yên Bài, X09712 Khánh Thượng
271 2025-01-01 2025-07-01 | X09646 Phú Hồng
272 2017-12-22 2020-03-01 | X09727 Xuân Phú, X09733 Sen Chiểu, X09730 Phương Độ, X09736 Cẩm Đình
272 2017-12-22 2025-01-01 | X09718 Vân Hà, X09724 Vân Nam, X09742 Thọ Lộc, X09745 Long Xuyên, X09748 Thượng Cốc,
X09754 Tích Giang
272 2017-12-22 2025-07-01 | N09715 Phúc Thọ, X09721 Vân Phúc, X09739 Võng Xuyên, X09751 Hát Môn, X09757 Thanh Đa,
X09760 Trạch Mỹ Lộc, X09763 Phúc Hòa, X09766 Ngọc Tảo, X09769 Phụng Thượng, X09772 Tam Thuấn, X09775 Tam Hiệp,
X09778 Hiệp Thuận, X09781 Liên Hiệp
272 2020-03-01 2025-07-01 | X09727 Xuân Đình, X09733 Sen Phương
272 2025-01-01 2025-07-01 | X09724 Nam Hà, X09742 Tích Lộc, X09745 Long Thượng
273 2017-12-22 2025-07-01 | N09784 Phùng, X09787 Trung Châu, X09790 Thọ An, X09793 Thọ Xuân, X09796 Hồng Hà,
X09799 Liên Hồng, X09802 Liên Hà, X09805 Hạ Mỗ, X09808 Liên Trung, X09811 Phương Đình, X09814 Thượng Mỗ,
X09817 Tân Hội, X09820 Tân Lập, X09823 Đan Phượng, X09826 Đồng Tháp, X09829 Song Phượng
274 2017-12-22 2025-07-01 | N09832 Trạm Trôi, X09835 Đức Thượng, X09838 Minh Khai, X09841 Dương Liễu,
X09844 Di Trạch, X09847 Đức Giang, X09850 Cát Quế, X09853 Kim Chung, X09856 Yên Sở, X09859 Sơn Đồng,
X09862 Vân Canh, X09865 Đắc Sở, X09868 Lại Yên, X09871 Tiền Yên, X09874 Song Phương, X09877 An Khánh,
X09880 An Thượng, X09883 Vân Côn, X09889 La Phù, X09892 Đông La
275 2017-12-22 2025-01-01 | X09901 Phượng Cách, X09904 Yên Sơn, X09913 Liệp Tuyết, X09928 Nghĩa Hương,
X09934 Tân Phú, X09937 Đại Thành, X09946 Tân Hòa
275 2017-12-22 2025-07-01 | X04939 Đông Xuân, N09895 Quốc Oai, X09898 Sài Sơn, X09907 Ngọc Liệp, X09910 Ngọc Mỹ,
X09916 Thạch Thán, X09919 Đồng Quang, X09922 Phú Cát, X09925 Tuyết Nghĩa, X09931 Cộng Hòa, X09940 Phú Mãn,
X09943 Cấn Hữu, X09949 Hòa Thạch, X09952 Đông Yên
275 2025-01-01 2025-07-01 | X09904 Phượng Sơn, X09928 Liệp Nghĩa, X09934 Hưng Đạo
276 2017-12-22 2025-01-01 | X09973 Canh Nậu, X09979 Dị Nậu, X09985 Chàng Sơn, X09994 Hữu Bằng, X10006 Bình Phú
276 2017-12-22 2025-07-01 | X04927 Yên Trung, X04930 Yên Bình, X04936 Tiến Xuân, N09955 Liên Quan, X09958 Đại Đồng,
X09961 Cẩm Yên, X09964 Lại Thượng, X09967 Phú Kim, X09970 Hương Ngải, X09976 Kim Quan, X09982 Bình Yên,
X09988 Thạch Hoà, X09991 Cần Kiệm, X09997 Phùng Xá, X10000 Tân Xã, X10003 Thạch Xá, X10009 Hạ Bằng,
X10012 Đồng Trúc
276 2025-01-01 2025-07-01 | X09973 Lam Sơn, X10006 Quang Trung
277 2017-12-22 2025-01-01 | X10093 Hồng Phong, X10096 Đồng Phú, X10108 Hòa Chính, X10111 Phú Nam An
277 2017-12-22 2025-07-01 | N10015 Chúc Sơn, N10018 Xuân Mai, X10021 Phụng Châu, X10024 Tiên Phương,
X10027 Đông Sơn, X10030 Đông Phương Yên, X10033 Phú Nghĩa, X10039 Trường Yên, X10042 Ngọc Hòa,
X10045 Thủy Xuân Tiên, X10048 Thanh Bình, X10051 Trung Hòa, X10054 Đại Yên, X10057 Thụy Hương, X10060 Tốt Động,
X10063 Lam Điền, X10066 Tân Tiến, X10069 Nam Phương Tiến, X10072 Hợp Đồng, X10075 Hoàng Văn Thụ, X10078 Hoàng Diệu,
X10081 Hữu Văn, X10084 Quảng Bị, X10087 Mỹ Lương, X10090 Thượng Vực, X10099 Trần Phú, X10102 Văn Võ,
X10105 Đồng Lạc
277 2025-01-01 2025-07-01 | X10096 Hồng Phú, X10108 Hòa Phú
278 2017-12-22 2025-01-01 | X10174 Cao Dương, X10177 Xuân Dương
278 2017-12-22 2025-07-01 | N10114 Kim Bài, X10120 Cự Khê, X10126 Bích Hòa, X10129 Mỹ Hưng, X10132 Cao Viên,
X10135 Bình Minh, X10138 Tam Hưng, X10141 Thanh Cao, X10144 Thanh Thùy, X10147 Thanh Mai, X10150 Thanh Văn,
X10153 Đỗ Động, X10156 Kim An, X10159 Kim Thư, X10162 Phương Trung, X10165 Tân Ước, X10168 Dân Hòa,
X10171 Liên Châu, X10180 Hồng Dương
278 2025-01-01 2025-07-01 | X10174 Cao Xuân Dương
279 2017-12-22 2025-01-01 | X10228 Thư Phú, X10252 Thống Nhất, X10264 Vạn Điểm
279 2017-12-22 2025-07-01 | N10183 Thường Tín, X10186 Ninh Sở, X10189 Nhị Khê, X10192 Duyên Thái, X10195 Khánh Hà,
X10198 Hòa Bình, X10201 Văn Bình, X10204 Hiền Giang, X10207 Hồng Vân, X10210 Vân Tảo, X10213 Liên Phương,
X10216 Văn Phú, X10219 Tự Nhiên, X10222 Tiền Phong, X10225 Hà Hồi, X10231 Nguyễn Trãi, X10234 Quất Động,
X10237 Chương Dương, X10240 Tân Minh, X10243 Lê Lợi, X10246 Thắng Lợi, X10249 Dũng Tiến, X10255 Nghiêm Xuyên,
X10258 Tô Hiệu, X10261 Văn Tự, X10267 Minh Cường
279 2025-01-01 2025-07-01 | X10264 Vạn Nhất
280 2017-12-22 2020-03-01 | X10282 Văn Nhân, X10285 Thụy Phú
280 2017-12-22 2025-01-01 | X10288 Tri Trung, X10291 Đại Thắng, X10297 Văn Hoàng, X10306 Quang Trung,
X10309 Nam Phong, X10312 Nam Triều, X10318 Sơn Hà
280 2017-12-22 2025-07-01 | N10270 Phú Minh, N10273 Phú Xuyên, X10276 Hồng Minh, X10279 Phượng Dực, X10294 Phú Túc,
X10300 Hồng Thái, X10303 Hoàng Long, X10315 Tân Dân, X10321 Chuyên Mỹ, X10324 Khai Thái, X10327 Phúc Tiến,
X10330 Vân Từ, X10333 Tri Thủy, X10336 Đại Xuyên, X10339 Phú Yên, X10342 Bạch Hạ, X10345 Quang Lãng,
X10348 Châu Can, X10351 Minh Tân
280 2020-03-01 2025-07-01 | X10282 Nam Tiến
280 2025-01-01 2025-07-01 | X10291 Văn Hoàng, X10312 Nam Phong, X10318 Quang Hà
281 2017-12-22 2025-01-01 | X10357 Viên An, X10360 Viên Nội, X10363 Hoa Sơn, X10372 Cao Thành, X10378 Sơn Công,
X10381 Đồng Tiến, X10396 Vạn Thái, X10402 Hòa Lâm, X10405 Hòa Xá, X10408 Trầm Lộng, X10414 Hòa Nam, X10420 Đội Bình,
X10435 Lưu Hoàng, X10438 Hồng Quang
281 2017-12-22 2025-07-01 | N10354 Vân Đình, X10366 Quảng Phú Cầu, X10369 Trường Thịnh, X10375 Liên Bạt,
X10384 Phương Tú, X10387 Trung Tú, X10390 Đồng Tân, X10393 Tảo Dương Văn, X10399 Minh Đức, X10411 Kim Đường,
X10417 Hòa Phú, X10423 Đại Hùng, X10426 Đông Lỗ, X10429 Phù Lưu, X10432 Đại Cường
281 2025-01-01 2025-07-01 | X10363 Hoa Viên, X10378 Cao Sơn Tiến, X10396 Thái Hòa, X10402 Trầm Lộng,
X10435 Bình Lưu Quang
282 2017-12-22 2025-01-01 | X10456 Mỹ Thành, X10459 Bột Xuyên, X10483 Vạn Kim, X10486 Đốc Tín
282 2017-12-22 2025-07-01 | N10441 Đại Nghĩa, X10444 Đồng Tâm, X10447 Thượng Lâm, X10450 Tuy Lai, X10453 Phúc Lâm,
X10462 An Mỹ, X10465 Hồng Sơn, X10468 Lê Thanh, X10471 Xuy Xá, X10474 Phùng Xá, X10477 Phù Lưu Tế, X10480 Đại Hưng,
X10489 Hương Sơn, X10492 Hùng Tiến, X10495 An Tiến, X10498 Hợp Tiến, X10501 Hợp Thanh, X10504 An Phú
282 2025-01-01 2025-07-01 | X10459 Mỹ Xuyên, X10483 Vạn Tín
`;
