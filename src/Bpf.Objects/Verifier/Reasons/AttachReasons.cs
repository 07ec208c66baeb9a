namespace Bpf.Objects.Verifier.Reasons;

/// <summary>What programs attach to, and the privileges of the loader.</summary>
internal static class AttachReasons
{
    public static readonly RefusalReason[] All =
    [
        new("Tracing programs must provide btf_id", "The function or tracepoint that the program belongs to was not found.", "Check its name."),
        new("attach_btf_id * is invalid", "The function or tracepoint that the program belongs to is not in the kernel's type information.", "Check its name."),
        new("attach_btf_id * is not a function", "The target of the program is not a function.", "Check its name."),
        new("attach_btf_id * points to wrong type name *", "The target is not a tracepoint: {1}.", "Check its name."),
        new("Subprog * doesn't exist", "The target program has no function {0}.", "Check its name."),
        new("The address of function * cannot be found", "The function {0} has no address in the kernel; it may have been inlined.", "Use another function."),
        new("*() is not modifiable", "The kernel does not let programs change what {0} returns.", "Use a function that allows it, such as security_* hooks.")
        {
            InCSharp = "Use [Fexit] to watch it, or [Lsm] to decide.",
        },
        new("* is not sleepable", "Programs at {0} may not sleep.", "Make the program one that does not sleep.")
        {
            Class = RefusalClass.Sleep,
            InCSharp = "Remove Sleepable = true from the attribute.",
        },
        new("Cannot recursively attach", "The target is itself such a program.", "Attach to another program."),
        new("Cannot extend fentry/fexit", "Such programs cannot be replaced.", "Replace a function of another program."),
        new("Cannot replace static functions", "Only global functions can be replaced.", "Make the function global.")
        {
            InCSharp = "Mark the method of the target with [BpfGlobalFunc].",
        },
        new("Extension programs should be JITed", "Replacing functions needs the JIT compiler.", "Set net.core.bpf_jit_enable to 1.")
        {
            Class = RefusalClass.Form,
        },
        new("Can attach to only JITed progs", "The target program must be JIT-compiled.", "Set net.core.bpf_jit_enable to 1.") { Class = RefusalClass.Form },
        new("can't modify return codes of BPF programs", "What other programs return cannot be changed.", "Attach to a function of the kernel."),
        new("BPF_LSM_CGROUP that attach to void LSM hooks can't modify return value", "This hook has no result.", "Return 1.") { Class = RefusalClass.Result },
        new("func '*' doesn't have *-th argument", "The function {0} has fewer parameters.", "Use fewer parameters."),
        new("func '*' arg* has btf_id * type * '*' is not a struct", "The parameter {1} of {0} is not a pointer to a struct.", "Copy what it points to with a helper.")
        {
            InCSharp = "Read what it points to with BpfHelpers.TryReadKernel.",
        },
        new("func '*' arg* type * is not a struct", "The parameter {1} of {0} is not a pointer to a struct.", "Copy what it points to with a helper.")
        {
            InCSharp = "Read what it points to with BpfHelpers.TryReadKernel.",
        },
        new("func '*' offset * is not multiple of 8", "A parameter of {0} is read in parts.", "Read it as 8 bytes."),
        new("access is allowed only to CAP_PERFMON and CAP_SYS_ADMIN", "Reading this needs CAP_PERFMON.", "Load the program with CAP_PERFMON, or a token that delegates it.")
        {
            Class = RefusalClass.Privilege,
        },
        new("Note, BPF_LSM_CGROUP", "This hook has no result.", "Return 1.") { Class = RefusalClass.Result },
        new("map_ptr access not supported for map type *", "Members of this type of map cannot be read by programs.", "Use a map of another type.")
        {
            Class = RefusalClass.Memory,
        },
    ];
}
