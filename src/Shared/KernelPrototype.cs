namespace Bpf.Shared;

/// <summary>How the kernel lists the prototype that the parameters of a kind of program follow.</summary>
/// <param name="Prefix">What precedes the target in the name of the function in BTF.</param>
/// <param name="Hidden">Number of the prototype's first parameters that the program does not get.</param>
internal sealed record KernelPrototype(string Prefix, int Hidden)
{
    /// <summary>Stands for all system calls.</summary>
    public const string AllSystemCalls = "*";

    /// <summary>The function itself.</summary>
    public static readonly KernelPrototype Function = new("", 0);

    /// <summary>The tracepoint's registration function, whose first parameter is private data (include/trace/bpf_probe.h).</summary>
    public static readonly KernelPrototype Tracepoint = new("btf_trace_", 1);

    /// <summary>The hook's function for BPF (include/linux/bpf_lsm.h).</summary>
    public static readonly KernelPrototype SecurityHook = new("bpf_lsm_", 0);

    /// <summary>The iterator's function, whose first parameter is <c>struct bpf_iter_meta *</c> (include/linux/bpf.h).</summary>
    public static readonly KernelPrototype Iterator = new("bpf_iter_", 1);

    /// <summary>The system call, which is listed as its tracepoint at entry. The list is complete.</summary>
    public static readonly KernelPrototype SystemCall = new("sys_enter_", 0);

    /// <summary>The result of the system call as the parameter of its tracepoint at exit.</summary>
    public static readonly KernelPrototype SystemCallResult = new("sys_exit_", 0);

    /// <summary>Names of functions that do not follow from the prefix, by target.</summary>
    public IReadOnlyDictionary<string, string> Others { get; init; } = new Dictionary<string, string>();

    /// <summary>Returns the name of the function in BTF that has the prototype of a target.</summary>
    public string FunctionOf(string target) => Others.TryGetValue(target, out string? name) ? name : Prefix + target;

    /// <summary>Whether targets are system calls.</summary>
    public bool IsOfSystemCalls => this == SystemCall || this == SystemCallResult;
}
