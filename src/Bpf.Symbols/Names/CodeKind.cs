namespace Bpf.Symbols;

/// <summary>What kind of code an address belongs to.</summary>
public enum CodeKind
{
    /// <summary>Nothing is known about the address: it is in no mapping, or the process has exited.</summary>
    Unknown,

    /// <summary>A function of the kernel or of a kernel module.</summary>
    Kernel,

    /// <summary>A BPF program, or code that the kernel generated for one.</summary>
    Bpf,

    /// <summary>A function of a program or library, which includes .NET programs that were compiled ahead of time (NativeAOT).</summary>
    Native,

    /// <summary>A method that a runtime compiled while the process ran, or a .NET method from a ReadyToRun image.</summary>
    Managed,

    /// <summary>Code that a runtime generated for its own purposes, such as a jump to a method.</summary>
    Stub,

    /// <summary>Executable memory that is not from a file and that no source names.</summary>
    Anonymous,
}
