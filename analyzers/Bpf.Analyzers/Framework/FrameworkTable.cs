using System.IO;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Framework;

/// <summary>
/// The members of the base class library that bpfc cannot compile, and why. The file is written by a test that runs bpfc over all members whose types
/// BPF code may have. Lines that begin with <c>=</c> are reasons; the lines below are types with their members: a name stands for all of its overloads.
/// </summary>
internal static class FrameworkTable
{
    private const string Resource = "FrameworkMembers.txt";

    private static readonly Lazy<Dictionary<string, string>> s_reasons = new(Read);

    /// <summary>Returns why bpfc cannot compile a member; null for one that it can compile, and for one that the table does not know.</summary>
    public static string? ReasonOf(ISymbol member)
    {
        if (member.OriginalDefinition.GetDocumentationCommentId() is not { Length: > 2 } id)
        {
            return null;
        }

        string name = id.Substring(2);
        int arguments = name.IndexOf('(');
        return s_reasons.Value.TryGetValue(name, out string? reason)
            || (arguments > 0 && s_reasons.Value.TryGetValue(name.Substring(0, arguments), out reason)) ? reason : null;
    }

    private static Dictionary<string, string> Read()
    {
        Dictionary<string, string> reasons = [];
        using Stream stream = typeof(FrameworkTable).Assembly.GetManifestResourceStream(Resource)!;
        using StreamReader reader = new(stream);
        string reason = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("=", StringComparison.Ordinal))
            {
                reason = line.Substring(1);
            }
            else if (!line.StartsWith("#", StringComparison.Ordinal))
            {
                string[] words = line.Split(' ');
                for (int i = 1; i < words.Length; i++)
                {
                    reasons[$"{words[0]}.{words[i]}"] = reason;
                }
            }
        }

        return reasons;
    }
}
