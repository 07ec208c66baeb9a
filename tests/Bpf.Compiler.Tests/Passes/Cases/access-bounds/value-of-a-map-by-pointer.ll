; A function that makes addresses of its own: what is behind the call's pointer is the verifier's concern.
@map = global [4 x ptr] zeroinitializer, section ".maps"

define i64 @f(ptr %key, i64 %x, i64 %y) {
  %value = call ptr inttoptr (i64 1 to ptr)(ptr @map, ptr %key) "bpfc-object-size"="512"
  %isNull = icmp eq ptr %value, null
  br i1 %isNull, label %end, label %found

found:
  %index = and i64 %x, %y
  %address = getelementptr i64, ptr %value, i64 %index
  %element = load i64, ptr %address, align 8
  ret i64 %element

end:
  ret i64 0
}

; unchanged
