using System.Diagnostics;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

/// <summary>Static variables with the same name in an object that was linked from several.</summary>
public sealed class GlobalNameTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("bpf-names-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void EachHasItsOwnValue()
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = Link(("first.c", Source("first", "static", 11)), ("second.c", Source("second", "static", 22)));
        Assert.Equal(["first.c:counter", "second.c:counter"], target.Globals.VariablesOf(".data").Select(variable => variable.Name));
        target.Globals.Reference<int>(".data", "second.c:counter") = 30;
        target.Load();
        Assert.Equal(11u, target.Programs["first"].TestRun(Packet.Minimal).ReturnValue);
        Assert.Equal(30u, target.Programs["second"].TestRun(Packet.Minimal).ReturnValue);
        Assert.Equal((12, 31), (target.Globals.Get<int>(".data", "first.c:counter"), target.Globals.Get<int>(".data", "second.c:counter")));

        string message = Assert.Throws<BpfException>(() => target.Globals.Reference<int>(".data", "counter")).Message;
        Assert.Contains("several variables with this name", message, StringComparison.Ordinal);
        Assert.Contains("first.c:counter, second.c:counter", message, StringComparison.Ordinal);
        Assert.Throws<BpfException>(() => target.Globals.Set(".data", "counter", 1));
        Assert.Throws<BpfException>(() => target.Globals.Bytes(".data", "counter").Length);
    }

    [Fact]
    public void NameAloneIsEnoughWhenItIsUnique()
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = Link(("first.c", Source("first", "", 11)));
        target.Globals.Reference<int>("counter")++;
        Assert.Equal(12, target.Globals.Get<int>("counter"));
        target.Globals.Set<int?>("pair", 5);
        Assert.Equal(5, target.Globals.Get<int?>("pair"));
        target.Globals.SetElements("limits", [3, 4]);
        Assert.Equal([3, 4], target.Globals.Elements<int>("limits"));
        Assert.Equal(2 * sizeof(int), target.Globals.Bytes("limits").Length);
        target.Load();
        Assert.Equal(12u + 3 + 4 + 5, target.Programs["first"].TestRun(Packet.Minimal).ReturnValue);
        Assert.Throws<BpfStateException>(() => target.Globals.SetElements("limits", [5, 6]));
        Assert.Equal(2, Assert.Throws<ArgumentException>(() => target.Globals.SetElements("limits", [5])).Message.Split(", but 1 ").Length);
        Assert.Throws<ArgumentException>(() => target.Globals.Get<string>("pair"));
        Assert.Contains("no such variable", Assert.Throws<BpfException>(() => target.Globals.Get<int>("other")).Message, StringComparison.Ordinal);
        target.Dispose();
        Assert.Throws<ObjectDisposedException>(() => target.Globals.Get<int>("counter"));
    }

    [Fact]
    public void AmbiguousNameNeedsASection()
    {
        using BpfObject target = Link(("first.c", Source("first", "", 11)), ("second.c", Source("second", "static", 0)));
        Assert.Equal((11, 0), (target.Globals.Get<int>(".data", "counter"), target.Globals.Get<int>(".bss", "counter")));
        string message = Assert.Throws<BpfException>(() => target.Globals.Get<int>("counter")).Message;
        Assert.Contains("one in each of .data, .bss", message, StringComparison.Ordinal);
    }

    [Fact]
    public void DuplicateNamesInASectionAreListed()
    {
        using BpfObject target = Link(("first.c", Source("first", "static", 11)), ("second.c", Source("second", "static", 22)));
        Assert.Equal(22, target.Globals.Get<int>("second.c:counter"));
        string message = Assert.Throws<BpfException>(() => target.Globals.Get<int>("counter")).Message;
        Assert.Contains("first.c:counter, second.c:counter", message, StringComparison.Ordinal);
    }

    [Fact]
    public void PlainNameMeansTheGlobalSymbol()
    {
        using BpfObject target = Link(("first.c", Source("first", "static", 11)), ("second.c", Source("second", "", 22)));
        Assert.Equal(22, target.Globals.Reference<int>(".data", "counter"));
        Assert.Equal(11, target.Globals.Reference<int>(".data", "first.c:counter"));
    }

    [Fact]
    public void FilesWithTheSameNameAreDistinguishedByOffset()
    {
        using BpfObject target = Link(("a/same.c", Source("first", "static", 11)), ("b/same.c", Source("second", "static", 22)));
        Assert.Equal((11, 22), (target.Globals.Reference<int>(".data", "counter@0x0"), target.Globals.Reference<int>(".data", "counter@0x4")));
    }

    private static string Source(string program, string storage, int value) => $$"""
        #include "common.h"
        {{storage}} int counter = {{value}};
        {{(storage.Length == 0 ? "int pair[2]; const volatile int limits[2] = {1, 2};" : "")}}
        SEC("socket") int {{program}}(struct __sk_buff *skb)
        {
            return __sync_fetch_and_add(&counter, 1){{(storage.Length == 0 ? " + pair[1] + limits[0] + limits[1]" : "")}};
        }
        """.Replace("#include \"common.h\"", program == "first" ? "#include \"common.h\"" : "#include <linux/bpf.h>\n#include <bpf/bpf_helpers.h>", StringComparison.Ordinal);

    private BpfObject Link(params (string File, string Text)[] sources)
    {
        List<string> objects = [];
        foreach ((string file, string text) in sources)
        {
            string path = Path.Combine(_directory, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            objects.Add($"{path}.o");
            File.WriteAllBytes(objects[^1], CObject.CompileFile(path));
        }

        string linked = Path.Combine(_directory, "linked.o");
        Tool.Run("bpftool", ["gen", "object", linked, .. objects]);
        return BpfObject.Open(linked);
    }
}
