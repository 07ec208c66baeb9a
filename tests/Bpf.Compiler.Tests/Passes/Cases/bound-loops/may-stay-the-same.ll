; A shift by nothing never ends, and must not end here either.
define i64 @f(i64 %x, i64 %y) {
entry:
  %by = and i64 %y, 7
  br label %loop

loop:
  %n = phi i64 [ %x, %entry ], [ %rest, %loop ]
  %rest = lshr i64 %n, %by
  %isOver = icmp eq i64 %rest, 0
  br i1 %isOver, label %end, label %loop

end:
  ret i64 %n
}

; unchanged
