using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Contexts;

/// <summary>An access to the context of a program that the verifier refuses.</summary>
/// <param name="Place">The expression.</param>
/// <param name="IsWrite">Whether it writes.</param>
/// <param name="Until">The last kernel version that refuses it; null for all.</param>
/// <param name="Arguments">The arguments of the message.</param>
internal sealed record ContextFinding(SyntaxNode Place, bool IsWrite, string? Until, object[] Arguments)
{
    /// <summary>Returns what is wrong with an access; null when the verifier accepts it.</summary>
    public static ContextFinding? Of(in ContextAccess access, ContextRule rule, bool isWrite)
    {
        decimal offset = access.Offset;
        if (access.Field is { } name)
        {
            if (rule.Layout.Find(name) is not { } field)
            {
                return null;
            }

            offset += field.Offset;
        }

        if (offset < int.MinValue || offset > int.MaxValue)
        {
            return null;
        }

        string? fault = rule.FaultOf((long)offset, access.Size, isWrite);
        string? until = null;
        if (fault is null && isWrite && rule.ReadOnlyUntil is { } version)
        {
            fault = $"which Linux {version} and older let no program write; set BpfMinKernel to a later version, or return a value instead";
            until = version;
        }

        string bytes = access.Size == 1 ? "1 byte" : $"{access.Size} bytes";
        return fault is null ? null : new ContextFinding(access.Syntax, isWrite, until, [access.Syntax.ToString(), bytes, offset, rule.Layout.Title, fault]);
    }
}
