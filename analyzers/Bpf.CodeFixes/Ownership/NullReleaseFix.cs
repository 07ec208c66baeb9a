using System.Composition;
using Bpf.Analyzers.Ownership;
using Bpf.CodeFixes.Changes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Bpf.CodeFixes.Ownership;

/// <summary>BPF0434: tests an object before it is released, or does not release what is always null.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NullReleaseFix))]
[Shared]
public sealed class NullReleaseFix : OwnershipFix
{
    /// <summary>Creates the fix.</summary>
    public NullReleaseFix() : base("BPF0434")
    {
    }

    private protected override IEnumerable<(string Title, OwnedMethod Changed)> Fixes(OwnedMethod method, OwnershipFault fault)
    {
        if (fault.Syntax is not InvocationExpressionSyntax { Parent: ExpressionStatementSyntax statement } call
            || ReleasedObject.Of(call, method) is not { } variable || ReleaseCall.GuardOf(variable) is not { } guard)
        {
            yield break;
        }

        OwnedMethod without = method.With([new StatementText(method.Text).Remove(statement)]);
        if (method.IsMendedBy(without, fault))
        {
            yield return ("Remove the call", without);
            yield break;
        }

        OwnedMethod tested = method.With(new StatementText(method.Text).Under(statement, $"if ({guard})"));
        if (method.IsMendedBy(tested, fault))
        {
            yield return ("Test for null first", tested);
        }
    }
}
