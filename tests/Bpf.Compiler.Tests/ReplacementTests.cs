using System.Text.RegularExpressions;
using Bpf.Compiler.Tests.Kernel;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Compiler.Tests;

/// <summary>
/// The prototypes by which the kernel compares a function with its replacement: both global, with contexts by their names in the kernel and verdicts as integers.
/// Bpf.KernelMatrix replaces them.
/// </summary>
[Trait("Category", "Full")]
public sealed class ReplacementTests
{
    private const string Source = """
        public struct Pair { public int A, B; }
        [Xdp] public static XdpAction OnPacket(XdpContext context) { Pair pair = new() { A = 1 }; return Decide(context, -3, in pair, true); }
        [Xdp] public static XdpAction Whole() => XdpAction.Drop;
        [BpfGlobalFunc] static XdpAction Decide(XdpContext context, short level, in Pair pair, bool flag) => flag ? (XdpAction)pair.A : (XdpAction)level;
        [Freplace("Decide")] public static XdpAction Other(XdpContext context, short level, in Pair pair, bool flag) => flag ? (XdpAction)pair.B : (XdpAction)level;
        [Freplace] public static XdpAction Program(XdpContext context) => XdpAction.Pass;
        [Freplace("Sum")] public static long Sum(uint a, DayOfWeek day) => a + (long)day;
        """;

    [Theory]
    [InlineData(OptimizationLevel.Debug)]
    [InlineData(OptimizationLevel.Release)]
    public void ReplacementsHaveThePrototypesOfFunctions(OptimizationLevel optimization)
    {
        string dump = KernelLoad.BtfDump(KernelRun.Object(Source, optimization));
        const string Function = "INT 'int'; PTR → STRUCT 'xdp_md', INT 'short', PTR → STRUCT 'Pair', INT '_Bool'";
        const string Whole = "INT 'int'; PTR → STRUCT 'xdp_md'";
        Assert.Equal(Function, Prototype(dump, "Decide"));
        Assert.Equal(Function, Prototype(dump, "Other"));
        Assert.Equal(Whole, Prototype(dump, "OnPacket"));
        Assert.Equal(Whole, Prototype(dump, "Whole"));
        Assert.Equal(Whole, Prototype(dump, "Program"));
        Assert.Equal("INT 'long long'; INT 'unsigned int', ENUM 'DayOfWeek'", Prototype(dump, "Sum"));
    }

    private static string Prototype(string dump, string function)
    {
        string id = Regex.Match(dump, $@"FUNC '{function}' type_id=(\d+) linkage=global").Groups[1].Value;
        Match prototype = Regex.Match(dump, $@"^\[{id}\] FUNC_PROTO '\(anon\)' ret_type_id=(\d+) vlen=\d+(?:\n\t'\w+' type_id=(\d+))*", RegexOptions.Multiline);
        return $"{Type(dump, prototype.Groups[1].Value)}; {string.Join(", ", prototype.Groups[2].Captures.Select(capture => Type(dump, capture.Value)))}";
    }

    private static string Type(string dump, string id)
    {
        Match type = Regex.Match(dump, $@"^\[{id}\] (\w+) ('[^']+')(?: type_id=(\d+))?", RegexOptions.Multiline);
        return type.Groups[1].Value == "PTR" ? $"PTR → {Type(dump, type.Groups[3].Value)}" : $"{type.Groups[1].Value} {type.Groups[2].Value}";
    }
}
