; The program goes on when one of five bytes differs: four are a word, the fifth stays a byte.
define i1 @f() {
  %text = alloca [8 x i8], align 8
  %c0 = load i8, ptr %text, align 8
  %p1 = getelementptr i8, ptr %text, i64 1
  %c1 = load i8, ptr %p1, align 1
  %p2 = getelementptr i8, ptr %text, i64 2
  %c2 = load i8, ptr %p2, align 2
  %p3 = getelementptr i8, ptr %text, i64 3
  %c3 = load i8, ptr %p3, align 1
  %p4 = getelementptr i8, ptr %text, i64 4
  %c4 = load i8, ptr %p4, align 4
  %d0 = icmp ne i8 %c0, 80
  %d1 = icmp ne i8 %c1, 79
  %a1 = select i1 %d0, i1 true, i1 %d1
  %d2 = icmp ne i8 %c2, 83
  %a2 = select i1 %a1, i1 true, i1 %d2
  %d3 = icmp ne i8 %c3, 84
  %a3 = select i1 %a2, i1 true, i1 %d3
  %d4 = icmp ne i8 %c4, 32
  %a4 = select i1 %a3, i1 true, i1 %d4
  ret i1 %a4
}

; after merge-byte-comparisons
define i1 @f() {
  %text = alloca [8 x i8], align 8
  %p4 = getelementptr i8, ptr %text, i64 4
  %c4 = load i8, ptr %p4, align 4
  %d4 = icmp ne i8 %c4, 32
  %1 = load i32, ptr %text, align 4
  %2 = icmp ne i32 %1, 1414745936
  %3 = or i1 %2, %d4
  ret i1 %3
}
