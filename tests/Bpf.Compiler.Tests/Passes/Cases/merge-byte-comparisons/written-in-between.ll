; The second byte is read after a store that may have changed the first.
define i1 @f(ptr %other) {
  %text = alloca [8 x i8], align 8
  %c0 = load i8, ptr %text, align 8
  %e0 = icmp eq i8 %c0, 97
  store i8 0, ptr %other, align 1
  %p1 = getelementptr i8, ptr %text, i64 1
  %c1 = load i8, ptr %p1, align 1
  %e1 = icmp eq i8 %c1, 98
  %both = and i1 %e0, %e1
  ret i1 %both
}

; unchanged
