using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Bpf.CodeFixes;

/// <summary>BPF0405: reads kernel memory.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KernelMemoryFix))]
[Shared]
public sealed class KernelMemoryFix : AddressSpaceFix
{
    /// <summary>Creates the fix.</summary>
    public KernelMemoryFix() : base("BPF0405", "Read kernel memory", "User", "Kernel")
    {
    }
}
