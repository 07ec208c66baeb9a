using System.Runtime.InteropServices;
using System.Text;
using Bpf.Testing;

namespace Bpf.Compiler.Tests.Framework;

/// <summary>The table of members of the base class library that the analyzers use says what bpfc says.</summary>
public sealed class FrameworkTableTests
{
    private const int Together = 300;
    private const string Update = "UPDATE_FRAMEWORK";

    // What programs are likely to use.
    private static readonly string[] s_usual =
    [
        "T:System.Environment", "T:System.Math", "T:System.Numerics.BitOperations", "T:System.Convert", "T:System.Diagnostics.Stopwatch", "T:System.Guid",
        "T:System.HashCode", "T:System.TimeSpan", "T:System.MemoryExtensions.SpanSplitEnumerator`1", "T:System.Char", "T:System.BitConverter",
    ];

    private static string File => Path.Combine(Libbpf.RepositoryRoot, "analyzers", "Bpf.Analyzers", "Framework", "FrameworkMembers.txt");

    [Fact]
    public void UsualMembersAreAsTheTableSays()
    {
        FrameworkProbes probes = new();
        Compare([.. probes.All.Where(static probe => s_usual.Contains(probe.Type))], probes);
    }

    [Fact]
    public void AllMembersAreAsTheTableSays()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("BPF_LONG_TESTS") == "1" || Environment.GetEnvironmentVariable(Update) is not null,
            "Compiles 9,000 members of the base class library, in about five minutes.");
        FrameworkProbes probes = new();
        if (Environment.GetEnvironmentVariable(Update) is { Length: > 0 } path)
        {
            System.IO.File.WriteAllText(path, Text(probes, Compile(probes.All, probes)));
            return;
        }

        Compare(probes.All, probes);
    }

    private static FrameworkCompilation Compile(IReadOnlyList<FrameworkProbe> uses, FrameworkProbes probes)
    {
        FrameworkCompilation compilation = new(probes.Declarations);
        foreach (FrameworkProbe[] chunk in uses.Chunk(Together))
        {
            compilation.Run(chunk);
        }

        return compilation;
    }

    private static void Compare(IReadOnlyList<FrameworkProbe> uses, FrameworkProbes probes)
    {
        FrameworkCompilation compilation = Compile(uses, probes);
        HashSet<string> inTable = [.. ReadTable()];
        string[] faults =
        [
            .. compilation.Compiled.Where(member => IsIn(member, inTable)).Select(static member => $"compiles: {member}"),
            .. compilation.Refused.Keys.Where(member => !IsIn(member, inTable)).Select(static member => $"is refused: {member}"),
        ];

        // Another patch of .NET has another implementation of a few members.
        int allowed = System.IO.File.ReadLines(File).First().Contains(RuntimeInformation.FrameworkDescription, StringComparison.Ordinal) ? 0 : uses.Count / 100;
        Assert.True(faults.Length <= allowed, string.Join('\n', faults));
        Assert.True(compilation.Compiled.Count > 50 && compilation.Refused.Count > 10);
    }

    private static bool IsIn(string member, HashSet<string> table) => table.Contains(member[2..]) || table.Contains(member[2..].Split('(')[0]);

    private static IEnumerable<string> ReadTable() => System.IO.File.ReadLines(File).Where(static line => line[0] is not ('#' or '='))
        .Select(static line => line.Split(' ')).SelectMany(static words => words.Skip(1).Select(word => $"{words[0]}.{word}"));

    private static string Text(FrameworkProbes probes, FrameworkCompilation compilation)
    {
        StringBuilder text = new($"# What bpfc cannot compile of {RuntimeInformation.FrameworkDescription}; written by FrameworkTableTests.\n");
        Dictionary<string, string> types = probes.All.DistinctBy(static probe => probe.Member).ToDictionary(static probe => probe.Member, static probe => probe.Type[2..]);
        foreach (var reason in compilation.Refused.GroupBy(static item => item.Value).OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            text.Append('=').Append(reason.Key).Append('\n');
            foreach (var type in reason.GroupBy(item => types[item.Key]).OrderBy(static group => group.Key, StringComparer.Ordinal))
            {
                string[] names = [.. type.Select(item => Short(item.Key, type.Key)).Distinct().Order(StringComparer.Ordinal)];
                text.Append(type.Key).Append(' ').AppendJoin(' ', names).Append('\n');
            }
        }

        return text.ToString();

        string Short(string member, string type)
        {
            string name = member[(type.Length + 3)..];
            return probes.HasOnly(member.Split('(')[0], compilation.Refused) ? name.Split('(')[0] : name;
        }
    }
}
