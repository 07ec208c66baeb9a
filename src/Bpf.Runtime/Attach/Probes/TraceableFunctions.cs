using System.Text;
using Bpf.Runtime.Attach.Symbols;

namespace Bpf.Runtime.Attach.Probes;

/// <summary>The functions that ftrace, and therefore multi-kprobes and traced functions, can attach to.</summary>
internal static class TraceableFunctions
{
    // Lines for places without a symbol, left by weak functions that another definition replaced (FTRACE_INVALID_FUNCTION).
    private static readonly byte[] s_noFunction = "__ftrace_invalid_address__"u8.ToArray();
    private static readonly Lazy<byte[]?> s_list = new(Read);

    /// <summary>Returns the number of times a name is in the list; null when the list cannot be read.</summary>
    public static int? Count(string name)
    {
        byte[] wanted = Encoding.UTF8.GetBytes(name);
        int count = 0;
        return Visit((found, _) => count += found.SequenceEqual(wanted) ? 1 : 0) ? count : null;
    }

    /// <summary>Returns the distinct names that match a glob; null when the list cannot be read.</summary>
    public static string[]? Matching(string pattern)
    {
        byte[] glob = Encoding.UTF8.GetBytes(pattern);
        HashSet<string> names = [];
        return Visit(Add) ? [.. names] : null;

        void Add(ReadOnlySpan<byte> name, bool isInModule)
        {
            if (SymbolPattern.Matches(glob, name))
            {
                names.Add(Encoding.UTF8.GetString(name));
            }
        }
    }

    /// <summary>
    /// Returns the names of functions outside of modules that match a glob, with the number of functions of each name in the whole list; null when it cannot
    /// be read.
    /// </summary>
    public static Dictionary<string, int>? CountsInKernel(string pattern)
    {
        byte[] glob = Encoding.UTF8.GetBytes(pattern);
        Dictionary<string, int> counts = [];
        HashSet<string> inKernel = [];
        return Visit(Add) ? counts.Where(count => inKernel.Contains(count.Key)).ToDictionary() : null;

        void Add(ReadOnlySpan<byte> name, bool isInModule)
        {
            if (!SymbolPattern.Matches(glob, name))
            {
                return;
            }

            string text = Encoding.UTF8.GetString(name);
            counts[text] = counts.GetValueOrDefault(text) + 1;
            if (!isInModule)
            {
                inKernel.Add(text);
            }
        }
    }

    private static bool Visit(Visitor visitor)
    {
        if (s_list.Value is not { } list)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = list;
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
            // "function" or "function [module]".
            int blank = line.IndexOfAny((byte)' ', (byte)'\t');
            ReadOnlySpan<byte> name = blank < 0 ? line : line[..blank];
            if (!name.StartsWith(s_noFunction))
            {
                visitor(name, blank >= 0);
            }

            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return true;
    }

    private static byte[]? Read()
    {
        foreach (string root in (string[])["/sys/kernel/tracing", "/sys/kernel/debug/tracing"])
        {
            try
            {
                byte[] list = File.ReadAllBytes($"{root}/available_filter_functions");
                if (list.Length > 0)
                {
                    return list;
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The other list, or none.
            }
        }

        return null;
    }

    private delegate void Visitor(ReadOnlySpan<byte> name, bool isInModule);
}
