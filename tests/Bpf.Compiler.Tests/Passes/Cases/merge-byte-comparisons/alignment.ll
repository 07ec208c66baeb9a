; Bytes 1 to 4 of a slot: one word of two bytes begins at 2, the others are not aligned.
define i1 @f() {
  %text = alloca [8 x i8], align 8
  %p1 = getelementptr i8, ptr %text, i64 1
  %c1 = load i8, ptr %p1, align 1
  %p2 = getelementptr i8, ptr %text, i64 2
  %c2 = load i8, ptr %p2, align 2
  %p3 = getelementptr i8, ptr %text, i64 3
  %c3 = load i8, ptr %p3, align 1
  %p4 = getelementptr i8, ptr %text, i64 4
  %c4 = load i8, ptr %p4, align 4
  %e1 = icmp eq i8 %c1, 97
  %e2 = icmp eq i8 %c2, 98
  %a2 = and i1 %e1, %e2
  %e3 = icmp eq i8 %c3, 99
  %a3 = and i1 %a2, %e3
  %e4 = icmp eq i8 %c4, 100
  %a4 = and i1 %a3, %e4
  ret i1 %a4
}

; after merge-byte-comparisons
define i1 @f() {
  %text = alloca [8 x i8], align 8
  %p1 = getelementptr i8, ptr %text, i64 1
  %c1 = load i8, ptr %p1, align 1
  %p4 = getelementptr i8, ptr %text, i64 4
  %c4 = load i8, ptr %p4, align 4
  %e1 = icmp eq i8 %c1, 97
  %e4 = icmp eq i8 %c4, 100
  %1 = getelementptr i8, ptr %text, i64 2
  %2 = load i16, ptr %1, align 2
  %3 = icmp eq i16 %2, 25442
  %4 = and i1 %3, %e1
  %5 = and i1 %4, %e4
  ret i1 %5
}
