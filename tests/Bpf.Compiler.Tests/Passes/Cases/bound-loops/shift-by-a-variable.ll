; At least by one.
define i64 @f(i64 %x, i64 %y) {
entry:
  %some = and i64 %y, 7
  %by = or i64 %some, 1
  br label %loop

loop:
  %n = phi i64 [ %x, %entry ], [ %rest, %loop ]
  %rest = lshr i64 %n, %by
  %isOver = icmp eq i64 %rest, 0
  br i1 %isOver, label %end, label %loop

end:
  ret i64 %n
}

; after bound-loops
define i64 @f(i64 %x, i64 %y) {
entry:
  %some = and i64 %y, 7
  %by = or i64 %some, 1
  %0 = call i64 asm "", "=r,0"(i64 0)
  br label %loop

loop:
  %1 = phi i64 [ %0, %entry ], [ %3, %4 ]
  %2 = phi i64 [ %x, %entry ], [ %rest, %4 ]
  %3 = add i64 %1, 1
  %rest = lshr i64 %2, %by
  %isOver = icmp eq i64 %rest, 0
  br i1 %isOver, label %end, label %4

4:
  %5 = icmp eq i64 %1, 64
  br i1 %5, label %end, label %loop

end:
  ret i64 %2
}
