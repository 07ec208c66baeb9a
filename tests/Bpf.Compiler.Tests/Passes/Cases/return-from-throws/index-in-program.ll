; The program ends, with its result, as where another check fails.
declare void @bpfc.throw(i32)

declare void @bpfc.out-of-range()

define i32 @program(i32 %x, i32 %y) "bpfc-exception-result"="3" {
  %holds = icmp ult i32 %x, 16
  br i1 %holds, label %passes, label %ends

passes:
  %fits = icmp slt i32 %y, 9
  br i1 %fits, label %done, label %throws

done:
  ret i32 %x

ends:
  call void @bpfc.out-of-range()
  unreachable

throws:
  call void @bpfc.throw(i32 0)
  unreachable
}

; after return-from-throws
define i32 @program(i32 %x, i32 %y) {
  %holds = icmp ult i32 %x, 16
  br i1 %holds, label %passes, label %ends

passes:
  %fits = icmp slt i32 %y, 9
  br i1 %fits, label %done, label %throws

done:
  ret i32 %x

ends:
  ret i32 3

throws:
  ret i32 3
}
