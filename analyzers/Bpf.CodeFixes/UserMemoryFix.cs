using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Bpf.CodeFixes;

/// <summary>BPF0404: reads user memory.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UserMemoryFix))]
[Shared]
public sealed class UserMemoryFix : AddressSpaceFix
{
    /// <summary>Creates the fix.</summary>
    public UserMemoryFix() : base("BPF0404", "Read user memory", "Kernel", "User")
    {
    }
}
