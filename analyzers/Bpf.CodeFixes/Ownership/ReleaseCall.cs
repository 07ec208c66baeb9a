using Bpf.Analyzers.Ownership;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.CodeFixes.Ownership;

/// <summary>The call that releases an object or ends a pair, as C# text.</summary>
/// <param name="Name">Name of the method.</param>
/// <param name="Text">The call.</param>
/// <param name="Guard">The condition under which the variable holds an object; null where it always does.</param>
/// <param name="Variable">The variable; null for a pair.</param>
internal sealed record ReleaseCall(string Name, string Text, string? Guard, ILocalSymbol? Variable)
{
    /// <summary>Returns the calls that release what a call acquires, or end what it begins; several when there is a choice.</summary>
    public static IEnumerable<ReleaseCall> For(OwnedMethod method, InvocationExpressionSyntax acquisition)
    {
        if (method.Model.GetOperation(acquisition) is not IInvocationOperation { TargetMethod: var target } call
            || OwnershipEvents.FunctionOf(target, method.Symbols) is not { } function)
        {
            yield break;
        }

        ILocalSymbol? owner = OwnershipEvents.AcquiredBy(call);
        IReadOnlyList<string> releasers = OwnershipTable.EndOf(function) is { } end ? [end] : owner is null ? [] : OwnershipTable.ReleasersOf(function);
        foreach (string releaser in releasers.Where(releaser => releaser != function))
        {
            IMethodSymbol? found = target.ContainingType.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(candidate
                => candidate.IsStatic == target.IsStatic && OwnershipEvents.FunctionOf(candidate, method.Symbols) == releaser
                    && candidate.Parameters.Count(static parameter => !parameter.IsOptional) == (owner is null ? 0 : 1));
            if (found is not null)
            {
                string receiver = acquisition.Expression is MemberAccessExpressionSyntax access ? $"{access.Expression}." : "";
                string argument = owner is null ? "" : found.Parameters[0].RefKind == RefKind.Ref ? $"ref {owner.Name}" : owner.Name;
                yield return new ReleaseCall(found.Name, $"{receiver}{found.Name}({argument})", owner is null ? null : GuardOf(owner), owner);
            }
        }
    }

    /// <summary>Returns the condition under which a variable holds an object; null for a type that always does.</summary>
    public static string? GuardOf(ILocalSymbol owner)
        => owner.Type is IPointerTypeSymbol ? $"{owner.Name} != null" : owner.Type.GetMembers("IsNull").Length > 0 ? $"!{owner.Name}.IsNull" : null;
}
