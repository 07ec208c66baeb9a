; A callback cannot end the program: the compiler reports what is left.
declare void @bpfc.throw(i32)

define i32 @callback(i32 %x) {
  %holds = icmp slt i32 %x, 16
  br i1 %holds, label %passes, label %throws

passes:
  ret i32 0

throws:
  call void @bpfc.throw(i32 0)
  unreachable
}

; unchanged
