; The number runs out, but the loop does not ask for that.
define i64 @f(i64 %x, ptr %flag) {
entry:
  br label %loop

loop:
  %n = phi i64 [ %x, %entry ], [ %rest, %loop ]
  %rest = udiv i64 %n, 10
  %asked = load volatile i64, ptr %flag, align 8
  %isOver = icmp eq i64 %asked, 0
  br i1 %isOver, label %end, label %loop

end:
  ret i64 %n
}

; unchanged
