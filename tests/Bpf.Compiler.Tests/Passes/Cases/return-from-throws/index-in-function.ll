; A function that returns nothing, and one that returns an i64: the verifier refuses what can get to the call.
declare void @bpfc.out-of-range()

define void @put(ptr %to, i32 %index) {
  %holds = icmp ult i32 %index, 4
  br i1 %holds, label %passes, label %ends

passes:
  store i32 %index, ptr %to, align 4
  ret void

ends:
  call void @bpfc.out-of-range()
  unreachable
}

define i64 @callback(i32 %index, ptr %state) {
  %holds = icmp ult i32 %index, 16
  br i1 %holds, label %passes, label %ends

passes:
  ret i64 0

ends:
  call void @bpfc.out-of-range()
  unreachable
}

; after return-from-throws
define void @put(ptr %to, i32 %index) {
  %holds = icmp ult i32 %index, 4
  br i1 %holds, label %passes, label %ends

passes:
  store i32 %index, ptr %to, align 4
  ret void

ends:
  call void inttoptr (i64 195896081 to ptr)()
  ret void
}

define i64 @callback(i32 %index, ptr %state) {
  %holds = icmp ult i32 %index, 16
  br i1 %holds, label %passes, label %ends

passes:
  ret i64 0

ends:
  call void inttoptr (i64 195896081 to ptr)()
  ret i64 0
}
