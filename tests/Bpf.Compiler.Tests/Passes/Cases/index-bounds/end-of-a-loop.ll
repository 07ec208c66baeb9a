; A loop that counts to a remainder must end for the verifier.
define i64 @f(i64 %x) {
entry:
  %end = urem i64 %x, 20
  %none = icmp eq i64 %end, 0
  br i1 %none, label %outside, label %loop

loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %sum = phi i64 [ 0, %entry ], [ %total, %loop ]
  %total = add i64 %sum, %i
  %next = add i64 %i, 1
  %done = icmp eq i64 %next, %end
  br i1 %done, label %outside, label %loop

outside:
  %result = phi i64 [ 0, %entry ], [ %total, %loop ]
  ret i64 %result
}

; after index-bounds
define i64 @f(i64 %x) {
entry:
  %end = urem i64 %x, 20
  %0 = call i64 asm "", "=r,0"(i64 %end)
  %1 = icmp ugt i64 %0, 19
  %2 = select i1 %1, i64 19, i64 %0
  %none = icmp eq i64 %2, 0
  br i1 %none, label %outside, label %loop

loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %sum = phi i64 [ 0, %entry ], [ %total, %loop ]
  %total = add i64 %sum, %i
  %next = add i64 %i, 1
  %done = icmp eq i64 %next, %2
  br i1 %done, label %outside, label %loop

outside:
  %result = phi i64 [ 0, %entry ], [ %total, %loop ]
  ret i64 %result
}
