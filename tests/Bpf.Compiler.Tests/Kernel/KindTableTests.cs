using System.Text;
using System.Text.RegularExpressions;
using Bpf.Shared;
using Bpf.Testing;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>
/// The table of kinds in docs/program-kinds.md is what the tables of the code say. Set <c>UPDATE_KINDS</c> to the page to write it again after an intended change.
/// </summary>
public sealed partial class KindTableTests
{
    private const string Page = "program-kinds.md";

    // perf_event_open(2) and tracefs, which these attach through, do not know tokens.
    private static readonly ProgramFamily[] s_notWithToken = [ProgramFamily.Tracepoint, ProgramFamily.PerfEvent];

    // Their multi links are bpf(2) calls.
    private static readonly ProgramFamily[] s_multiWithToken = [ProgramFamily.Uprobe, ProgramFamily.Usdt, ProgramFamily.Kprobe];

    [Fact]
    public void PageHasTheRowsOfTheTables()
    {
        string expected = Table();
        if (Environment.GetEnvironmentVariable("UPDATE_KINDS") is { Length: > 0 } page)
        {
            File.WriteAllText(page, TableRows().Replace(File.ReadAllText(page), _ => expected, 1));
        }

        string actual = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", Page));
        Assert.Equal(expected.Split('\n'), TableRows().Match(actual).Value.Split('\n'));
    }

    private static string Table()
    {
        StringBuilder table = new("| attribute | section | context | returns | attaches to | kernel | sleepable | token | example |\n");
        table.Append("| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (ProgramKind kind in ProgramKinds.AtHooks)
        {
            string name = kind.Attribute["Bpf.".Length..^"Attribute".Length] + kind.Hook?.Name;
            table.Append(Row(kind, KindPrograms.All.Single(item => item.Kind == name).Program));
        }

        return table.ToString();
    }

    private static string Row(ProgramKind kind, string example)
    {
        string attribute = AttributeText().Match(example) is { Success: true } match ? match.Groups[1].Value : kind.Attribute["Bpf.".Length..^"Attribute".Length];
        string method = AttributeList().Replace(example, "").Trim();
        bool sleeps = typeof(BpfObjectAttribute).Assembly.GetType(kind.Attribute, throwOnError: true)!.GetProperty("Sleepable") is not null;
        string[] cells =
        [
            $"`{attribute}`",
            $"`{kind.Section}`",
            kind.Context.Length == 0 ? "" : $"`{kind.Context["Bpf.".Length..]}`",
            kind.Verdict.Description,
            PlaceOf(kind),
            Kernel(kind),
            sleeps ? "yes" : "",
            s_notWithToken.Contains(kind.Family) ? "" : s_multiWithToken.Contains(kind.Family) ? "multi" : "yes",
            $"`{method}`",
        ];
        return $"| {string.Join(" | ", cells.Select(static cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n";
    }

    private static string PlaceOf(ProgramKind kind) => kind.Family switch
    {
        ProgramFamily.Uprobe => "functions of programs and libraries",
        ProgramFamily.Usdt => "USDT probes",
        ProgramFamily.Kprobe or ProgramFamily.Tracepoint when kind.Prototype is { IsOfSystemCalls: true } || kind.Section == "kretsyscall" => "system calls",
        ProgramFamily.Kprobe => "kernel functions",
        ProgramFamily.Tracepoint or ProgramFamily.RawTracepoint => "tracepoints",
        ProgramFamily.Tracing when kind.Prototype == KernelPrototype.Tracepoint => "tracepoints",
        ProgramFamily.Tracing when kind.Prototype == KernelPrototype.SecurityHook => "hooks of security modules",
        ProgramFamily.Tracing => "kernel functions",
        ProgramFamily.Extension => "functions of other programs",
        ProgramFamily.Iterator => "kinds of kernel objects",
        ProgramFamily.PerfEvent => "perf events",
        ProgramFamily.Cgroup when kind.Prototype == KernelPrototype.SecurityHook => "hooks of security modules, for cgroups",
        ProgramFamily.Cgroup => "cgroups",
        ProgramFamily.TrafficControl or ProgramFamily.Xdp => "network devices",
        ProgramFamily.SocketFilter => "sockets",
        ProgramFamily.SkReuseport => "sockets that share a port",
        ProgramFamily.SocketMap => "maps of sockets",
        ProgramFamily.Netfilter => "hooks of netfilter",
        ProgramFamily.NetworkNamespace => "network namespaces",
        ProgramFamily.Lwt => "routes",
        ProgramFamily.StructOps => "the table that it belongs to",
        ProgramFamily.Untyped when kind.Section == "xdp/devmap" => "entries of maps of devices",
        ProgramFamily.Untyped when kind.Section == "xdp/cpumap" => "entries of CPU maps",
        ProgramFamily.Untyped => "nothing: the host runs it",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind.Family, "Say what programs of this family attach to."),
    };

    private static string Kernel(ProgramKind kind)
        => FeatureVersions.OfProgram(kind.ProgramType, kind.Section, isSleepable: false, hasCookie: false).Single().Since.ToString(2);

    [GeneratedRegex(@"^(\[[^\]]*\])")]
    private static partial Regex AttributeText();

    [GeneratedRegex(@"^\[[^\]]*\]\s*(public static )?")]
    private static partial Regex AttributeList();

    [GeneratedRegex(@"^\| attribute \|(.*\n)*?(?=\n|\z)", RegexOptions.Multiline)]
    private static partial Regex TableRows();
}
