namespace Bpf.Objects.Verifier.Reasons;

/// <summary>Loads and stores: null, kinds of memory, and bounds.</summary>
internal static class MemoryReasons
{
    public static readonly RefusalReason[] All =
    [
        new("invalid mem access 'map_value_or_null'",
            "The value of a map is used although the lookup may have found nothing.",
            "Compare the result of the lookup with null, and use it only where it is not.")
        {
            Class = RefusalClass.Null,
            InCSharp = "Use the value only inside if (map.TryGetRef(key, out BpfRef<T> value)) { … }, or after returning when TryGetRef is false.",
        },
        new("invalid mem access 'mem_or_null'",
            "Reserved memory is used although the reservation may have failed.",
            "Compare the result of the reservation with null first.")
        {
            Class = RefusalClass.Null,
            InCSharp = "Use the record only inside if (ring.TryReserve(out BpfRef<T> record)) { … }.",
        },
        new("invalid mem access 'ringbuf_mem_or_null'",
            "Reserved memory of a ring buffer is used although the buffer may have been full.",
            "Compare the result of the reservation with null first.")
        {
            Class = RefusalClass.Null,
            InCSharp = "Use the record only inside if (ring.TryReserve(out BpfRef<T> record)) { … }.",
        },
        new("invalid mem access 'alloc_mem_or_null'",
            "Reserved memory of a ring buffer is used although the buffer may have been full.",
            "Compare the result of the reservation with null first.")
        {
            Class = RefusalClass.Null,
            InCSharp = "Use the record only inside if (ring.TryReserve(out BpfRef<T> record)) { … }.",
        },
        new("invalid mem access 'sock_or_null'", "A socket is used although the lookup may have found none.", "Compare the pointer with null first.")
        {
            Class = RefusalClass.Null,
        },
        new("invalid mem access 'sock_common_or_null'", "A socket is used although the lookup may have found none.", "Compare the pointer with null first.")
        {
            Class = RefusalClass.Null,
        },
        new("invalid mem access 'tcp_sock_or_null'", "A TCP socket is used although there may be none.", "Compare the pointer with null first.")
        {
            Class = RefusalClass.Null,
        },
        new("invalid mem access 'ptr_or_null_*'",
            "A pointer to a kernel object ({0}) is dereferenced although it may be null.",
            "Compare the pointer with null first.")
        {
            Class = RefusalClass.Null,
            InCSharp = "Test the pointer with if (pointer == null) return …; before the first use.",
        },
        new("invalid mem access 'trusted_ptr_or_null_*'",
            "A pointer to a kernel object ({0}) is dereferenced although it may be null.",
            "Compare the pointer with null first.")
        {
            Class = RefusalClass.Null,
            InCSharp = "Test the pointer with if (pointer == null) return …; before the first use.",
        },
        new("invalid mem access 'rcu_ptr_or_null_*'",
            "A pointer to a kernel object ({0}) is dereferenced although it may be null.",
            "Compare the pointer with null first.")
        {
            Class = RefusalClass.Null,
            InCSharp = "Test the pointer with if (pointer == null) return …; before the first use.",
        },
        new("invalid mem access '*_or_null*'", "A pointer is dereferenced although it may be null.", "Compare the pointer with null first.")
        {
            Class = RefusalClass.Null,
        },
        new("invalid mem access 'scalar'",
            "A number is used as an address. The verifier no longer knows, or never knew, what memory it points to.",
            "Read memory of a process or of the kernel with a probe_read helper; if it was a pointer of the program, keep it in one variable on all paths.")
        {
            InCSharp = "Read memory of a process with BpfHelpers.TryReadUser, memory of the kernel with BpfHelpers.TryReadKernel or Core.Read. "
                + "If it was a reference of the program, assign it once and do not mix it with numbers.",
        },
        new("invalid mem access 'inv'",
            "A number is used as an address. The verifier no longer knows, or never knew, what memory it points to.",
            "Read memory of a process or of the kernel with a probe_read helper; if it was a pointer of the program, keep it in one variable on all paths.")
        {
            InCSharp = "Read memory of a process with BpfHelpers.TryReadUser, memory of the kernel with BpfHelpers.TryReadKernel or Core.Read. "
                + "If it was a reference of the program, assign it once and do not mix it with numbers.",
        },
        new("invalid mem access 'map_ptr'", "The map itself is read or written, not a value in it.", "Look up a value first."),
        new("invalid mem access 'pkt_end'", "The end of the packet is used as a pointer to data.", "Use it in comparisons only."),
        new("invalid mem access 'fp'", "The stack is used in a way that the verifier cannot follow.", "Access the stack at constant offsets."),
        new("invalid mem access '*'",
            "Memory of the kind '{0}' cannot be read or written like this.",
            "Copy the bytes with a helper that takes such pointers, or obtain a pointer that can be dereferenced."),
        new("invalid access to map value, value_size=* off=* size=*",
            "The access of {2} bytes at offset {1} leaves the value of the map, which has {0} bytes.",
            "Check the index against the length right before the access, with an unsigned comparison, or mask it with a power of two minus one.")
        {
            Class = RefusalClass.Bounds,
            InCSharp = "Test the index right before the access: if ((uint)i < (uint)x.Length) … x[i], or mask it: x[i & 15].",
        },
        new("invalid access to map key, key_size=* off=* size=*",
            "The access of {2} bytes at offset {1} leaves the key, which has {0} bytes.", "Access only the bytes of the key.") { Class = RefusalClass.Bounds },
        new("invalid access to memory, mem_size=* off=* size=*",
            "The access of {2} bytes at offset {1} leaves the memory, which has {0} bytes.",
            "Check the offset against the size right before the access.")
        {
            Class = RefusalClass.Bounds,
            InCSharp = "Test the index against the span's length right before the access: if ((uint)i < (uint)span.Length) ….",
        },
        new("invalid access to context, ctx_size=* off=* size=*", "The access leaves the context, which has {0} bytes.", "Access only the members of the context.")
        {
            Class = RefusalClass.Context,
        },
        new("R* min value is outside of the allowed memory range",
            "The smallest value that the index can have, as far as the verifier knows, is outside the object.",
            "Exclude small and negative values right before the access: use an unsigned type, or compare with 0.")
        {
            Class = RefusalClass.Bounds,
            InCSharp = "Test the index right before the access: if ((uint)i < (uint)x.Length) … x[i].",
        },
        new("R* max value is outside of the allowed memory range",
            "The largest value that the index can have, as far as the verifier knows, is outside the object.",
            "Compare the index with the length right before the access, or mask it.")
        {
            Class = RefusalClass.Bounds,
            InCSharp = "Test the index right before the access: if ((uint)i < (uint)x.Length) … x[i], or mask it: x[i & 15].",
        },
        new("R* min value is negative, either use unsigned index or do a if (index >=0) check",
            "The index may be negative.", "Use an unsigned index, or test that it is not negative.")
        {
            Class = RefusalClass.Bounds,
            InCSharp = "Use uint for the index, or test it: if ((uint)i < (uint)x.Length).",
        },
        new("R* unbounded memory access, make sure to bounds check any such access",
            "The verifier knows no upper limit of the index.", "Compare the index with the length right before the access, or mask it.")
        {
            Class = RefusalClass.Bounds,
            InCSharp = "Test the index right before the access: if ((uint)i < (uint)x.Length) … x[i], or mask it: x[i & 15].",
        },
        new("write into map forbidden", "The map, or the constant, is read-only for programs.", "Write to a map without BPF_F_RDONLY_PROG.")
        {
            Class = RefusalClass.ReadOnly,
            InCSharp = "A static readonly field is constant while the program runs: make it static without readonly, or use another map.",
        },
        new("read from map forbidden", "The map is write-only for programs.", "Use a map without BPF_F_WRONLY_PROG."),
        new("R* leaks addr into map", "An address would be stored in a map, where user space could read it.", "Store a number, not a pointer."),
        new("R* leaks addr into mem", "An address would be stored in memory that user space can read.", "Store a number, not a pointer."),
        new("R* leaks addr into packet", "An address would be written into a packet.", "Write a number, not a pointer."),
        new("R* leaks addr into ctx", "An address would be written into the context.", "Write a number, not a pointer."),
        new("R* leaks addr into flow keys", "An address would be written into the flow keys.", "Write a number, not a pointer."),
        new("misaligned packet access off *", "An access to the packet is not aligned, which this machine requires.", "Read single bytes, or copy the bytes.")
        {
            Class = RefusalClass.Alignment,
        },
        new("misaligned value access off *", "The access to the value is not aligned to its size, which atomic operations and this machine require.",
            "Give the member an offset that is a multiple of its size.")
        {
            Class = RefusalClass.Alignment,
            InCSharp = "Order the members of the struct by size, or remove Pack: Interlocked needs members at multiples of their size.",
        },
        new("misaligned access off *", "The access is not aligned to its size.", "Give the member an offset that is a multiple of its size.")
        {
            Class = RefusalClass.Alignment,
        },
        new("misaligned *access off *", "The access to the {0} is not aligned to its size.", "Give the member an offset that is a multiple of its size.")
        {
            Class = RefusalClass.Alignment,
        },
        new("is ptr_* invalid negative access: off=*", "The access lies {1} bytes before the kernel's struct {0}.", "Access only members of the struct."),
        new("is ptr_* invalid variable offset", "A member of the kernel's struct {0} is accessed at an offset that is not constant.",
            "Copy the element with a helper for kernel memory.")
        {
            InCSharp = "Use Core.Read or BpfHelpers.TryReadKernel for elements at a variable index.",
        },
        new("is ptr_* access user memory: off=*", "A pointer to user memory in the kernel's struct {0} is dereferenced.",
            "Read it with a helper for user memory.")
        {
            InCSharp = "Read it with BpfHelpers.TryReadUser.",
        },
        new("is ptr_* access percpu memory: off=*", "A per-CPU pointer in the kernel's struct {0} is dereferenced.",
            "Get the address for a CPU with bpf_per_cpu_ptr or bpf_this_cpu_ptr first."),
        new("cannot write into ptr_* at off=* size=*", "Programs of this kind may not write this member of the kernel's struct {0}.", "Only read it.")
        {
            Class = RefusalClass.ReadOnly,
        },
        new("access beyond struct * at off * size *", "The access of {2} bytes at offset {1} leaves the kernel's struct {0}.", "Access only its members.")
        {
            Class = RefusalClass.Bounds,
        },
        new("access beyond the end of member * (*) in struct *", "The access goes beyond the member {0} of the kernel's struct {2}.",
            "Access only the member's bytes.") { Class = RefusalClass.Bounds },
        new("only read from * is supported", "Memory of the kind {0} can only be read.", "Do not write to it.") { Class = RefusalClass.ReadOnly },
        new("only read is supported", "This memory can only be read.", "Do not write to it.")
        {
            Class = RefusalClass.ReadOnly,
            InCSharp = "Kernel objects are read-only for programs, apart from members that a struct_ops table may write.",
        },
        new("cannot write into *", "Memory of the kind {0} can only be read.", "Do not write to it.") { Class = RefusalClass.ReadOnly },
        new("invalid * buffer access: off=*, size=*", "The access at offset {1} leaves the buffer.", "Check the offset against the size of the buffer.")
        {
            Class = RefusalClass.Bounds,
        },
        new("invalid variable buffer offset", "The offset in the buffer is not constant.", "Use constant offsets."),
        new("direct value access on string failed", "The text cannot be read as a constant.", "Use a constant text.") { Class = RefusalClass.Argument },
        new("string is not zero-terminated", "A text that a function expects does not end with a zero.", "End it with a zero byte.")
        {
            Class = RefusalClass.Argument,
            InCSharp = "Pass a UTF-8 literal, \"text\"u8, which ends with a zero.",
        },
    ];
}
