; The verifier knows that what is shifted becomes smaller.
define i64 @f(i64 %x) {
entry:
  br label %loop

loop:
  %n = phi i64 [ %x, %entry ], [ %rest, %loop ]
  %rest = lshr i64 %n, 3
  %isOver = icmp eq i64 %rest, 0
  br i1 %isOver, label %end, label %loop

end:
  ret i64 %n
}

; unchanged
