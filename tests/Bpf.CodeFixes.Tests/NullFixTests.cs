using Bpf.CodeFixes.Proven;
using static Bpf.CodeFixes.Tests.Fix;

namespace Bpf.CodeFixes.Tests;

/// <summary>Fixes of references that may be null.</summary>
public sealed class NullFixTests
{
    private const string Map = """
        [BpfMap(MaxEntries = 8)] static readonly BpfHashMap<int, ulong> Counts = new();
            static ulong s_sum;
            static ulong Of(int key)
            {
                Counts.TryGetRef(key, out BpfRef<ulong> count);
                s_sum++;
                return count.Value;
            }
        """;

    private const string Sound = "[BpfMap(MaxEntries = 8)] static readonly BpfHashMap<int, ulong> Counts = new(); static ulong s_sum;";

    [Theory]
    [InlineData("Counts.TryGetRef(size, out BpfRef<ulong> count);\n{|BPF0305:count|}.Value++;",
        "if (!Counts.TryGetRef(size, out BpfRef<ulong> count))\n    return 0;\ncount.Value++;")]
    [InlineData("Counts.TryGetRef(size, out var count); s_sum += {|BPF0305:count|}.Value;",
        "if (!Counts.TryGetRef(size, out var count)) return 0; s_sum += count.Value;")]
    [InlineData("bool found = Counts.TryGetRef(size, out BpfRef<ulong> count);\n// How often.\ns_sum += {|BPF0305:count|}.Value; // so far\nif (found)\n    s_sum++;",
        "bool found = Counts.TryGetRef(size, out BpfRef<ulong> count);\nif (count.IsNull)\n    return 0;\n// How often.\ns_sum += count.Value; // so far\nif (found)\n    s_sum++;")]
    [InlineData("if (Counts.TryGetRef(size, out BpfRef<ulong> count) || {|BPF0305:count|}.Value == 7)\n    s_sum++;",
        "if (Counts.TryGetRef(size, out BpfRef<ulong> count) && count.Value == 7)\n    s_sum++;")]
    public Task Lookup(string before, string after) => Verify<CallResultFix>(Program(before, Sound), Program(after, Sound));

    [Fact]
    public Task LookupOfAHelperMethod() => Verify<CallResultFix>(
        Program("s_sum = Of(size);", Map.Replace("return count.Value", "return {|BPF0305:count|}.Value", StringComparison.Ordinal)),
        Program("s_sum = Of(size);", Map.Replace("Counts.TryGetRef(key, out BpfRef<ulong> count);",
            "if (!Counts.TryGetRef(key, out BpfRef<ulong> count))\n            return 0;", StringComparison.Ordinal)));

    [Fact]
    public Task Verdict() => Verify<CallResultFix>(
        Packets("        Counts.TryGetRef(1, out BpfRef<ulong> count);\n        {|BPF0305:count|}.Value++;"),
        Packets("        if (!Counts.TryGetRef(1, out BpfRef<ulong> count))\n            return XdpAction.Pass;\n        count.Value++;"));

    private static string Packets(string statements) => $$"""
        [BpfObject]
        static class Probe
        {
            [BpfMap(MaxEntries = 8)] static readonly BpfHashMap<int, ulong> Counts = new();

            [Xdp]
            static XdpAction Run(XdpContext context)
            {
        {{statements}}
                return XdpAction.Drop;
            }
        }
        """;
}
