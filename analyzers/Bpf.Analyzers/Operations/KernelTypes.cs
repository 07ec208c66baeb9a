namespace Bpf.Analyzers.Operations;

/// <summary>Where the declarations of kernel types are.</summary>
internal static class KernelTypes
{
    /// <summary>The assembly.</summary>
    public const string Assembly = "Bpf.Vmlinux";

    /// <summary>The namespace.</summary>
    public const string Namespace = "Bpf.Vmlinux";

    /// <summary>What code that uses the namespace mentions.</summary>
    public const string Name = "Vmlinux";
}
