namespace Bpf.Shared;

/// <summary>What the verifier knows about pointers to kernel types: whether programs read through them without a helper, and which may be null.</summary>
internal static class KernelPointers
{
    private const string NullableSuffix = "__nullable"; // btf_param_match_suffix in kernel/bpf/btf.c

    // The other helpers that return such a pointer return null when there is no object.
    private static readonly int[] s_neverNull = [HelperNumbers.ThisCpuPtr, HelperNumbers.GetCurrentTaskBtf, HelperNumbers.TaskPtRegs];

    // RET_PTR_TO_MAP_VALUE_OR_NULL and RET_PTR_TO_RINGBUF_MEM_OR_NULL
    private static readonly int[] s_nullableMemory =
    [
        HelperNumbers.MapLookupElem, HelperNumbers.MapLookupPercpuElem, HelperNumbers.SkStorageGet, HelperNumbers.InodeStorageGet,
        HelperNumbers.TaskStorageGet, HelperNumbers.CgrpStorageGet, HelperNumbers.RingbufReserve,
    ];

    // Members that the verifier takes for null or a trusted pointer when they are read through a trusted one
    // (BTF_TYPE_SAFE_RCU_OR_NULL and BTF_TYPE_SAFE_TRUSTED_OR_NULL in kernel/bpf/verifier.c).
    private static readonly (string Type, string Member)[] s_nullableMembers =
    [
        ("mm_struct", "exe_file"), ("mm_struct", "owner"), ("sk_buff", "sk"), ("request_sock", "sk"), ("dentry", "d_inode"), ("socket", "sk"),
        ("vm_area_struct", "vm_mm"), ("vm_area_struct", "vm_file"),
    ];

    /// <summary>Returns true for arguments whose types the verifier knows.</summary>
    public static bool AreTyped(ProgramArguments arguments) => arguments is ProgramArguments.KernelArguments or ProgramArguments.IteratorMembers;

    /// <summary>Returns true for arguments that the verifier takes for numbers, even if they are addresses.</summary>
    public static bool AreNumbers(ProgramKind kind) => kind.Arguments is ProgramArguments.FunctionArguments or ProgramArguments.ReturnValue
            or ProgramArguments.UsdtArguments or ProgramArguments.SystemCallArguments
        || (kind.Arguments == ProgramArguments.RawArguments && kind.ProgramType == "RAW_TRACEPOINT");

    /// <summary>Returns true for a pointer argument that may be null.</summary>
    /// <param name="kind">Kind of the program.</param>
    /// <param name="parameter">Name of the parameter in the kernel's prototype.</param>
    public static bool MayBeNull(ProgramKind kind, string parameter)
        => kind.Arguments == ProgramArguments.IteratorMembers // after the last object
            || (AreTyped(kind.Arguments) && parameter.EndsWith(NullableSuffix, System.StringComparison.Ordinal));

    /// <summary>Returns true when a helper returns null where it does not find an object of a kernel type, a map value, or room.</summary>
    public static bool MayReturnNull(HelperInfo helper)
        => (helper.ReturnsKernelPointer && System.Array.IndexOf(s_neverNull, helper.Id) < 0) || System.Array.IndexOf(s_nullableMemory, helper.Id) >= 0;

    /// <summary>Returns true for a member that some kernels take for null until it is tested.</summary>
    public static bool MayBeNull(string type, string member) => System.Array.IndexOf(s_nullableMembers, (type, member)) >= 0;
}
