; Nothing is known of how a map value is aligned.
define i1 @f(ptr %text) {
  %c0 = load i8, ptr %text, align 1
  %p1 = getelementptr i8, ptr %text, i64 1
  %c1 = load i8, ptr %p1, align 1
  %e0 = icmp eq i8 %c0, 97
  %e1 = icmp eq i8 %c1, 98
  %both = and i1 %e0, %e1
  ret i1 %both
}

; unchanged
