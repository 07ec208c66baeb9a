using System.IO.Compression;
using System.Runtime.InteropServices;
using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Uprobes;

/// <summary>The places that a link lists.</summary>
public sealed class LinkPlacesTests : IDisposable
{
    private static readonly string[] s_functions = [.. Enumerable.Range(0, 10).Select(i => $"f_0{i}")];
    private readonly CTarget _target;

    public LinkPlacesTests()
    {
        KernelRequirement.NeedRoot();
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "many.c"));
    }

    public static TheoryData<ProbeMode, UprobeAttachMode> Modes
        => [(ProbeMode.Multi, UprobeAttachMode.Default), .. Enum.GetValues<UprobeAttachMode>().Select(mode => (ProbeMode.Single, mode))];

    public void Dispose() => _target.Dispose();

    [Theory]
    [MemberData(nameof(Modes))]
    public void EachProbedFunctionIsListed(ProbeMode mode, UprobeAttachMode attachMode)
    {
        using BpfObject target = Load(mode);
        Link link = target.Programs.Get<UprobeProgram>("on_entry").Attach(UprobeTarget.File(_target.Path, "f_0?"), new() { AttachMode = attachMode });
        LinkPlace[] expected = [.. s_functions.Select(name => new LinkPlace(_target.Path, Binary.SymbolsOf(_target.Path).Resolve(name), name))];
        Assert.Equal(expected, link.GetPlaces().OrderBy(place => place.Symbol, StringComparer.Ordinal));
        link.Detach();
        Assert.Equal(expected, link.GetPlaces().OrderBy(place => place.Symbol, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(ProbeMode.Multi)]
    [InlineData(ProbeMode.Single)]
    public void NamesStayWhenManyOtherFilesAreRead(ProbeMode mode)
    {
        using BpfObject target = Load(mode);
        using Link link = target.Programs.Get<UprobeProgram>("on_entry").Attach(UprobeTarget.File(_target.Path, "f_00"));
        string copy = _target.Path + ".copy";
        for (int i = 0; i < 100; i++)
        {
            File.Copy(_target.Path, copy);
            Binary.SymbolsOf(copy);
            // A name for the inode, so that the next copy is another file.
            File.Move(copy, $"{copy}{i}");
        }

        Assert.Equal("f_00", Assert.Single(link.GetPlaces()).Symbol);
    }

    [Fact]
    public void FunctionsOfLibrariesInOneArchiveAreNamed()
    {
        string archive = _target.Path + ".zip";
        using (ZipArchive zip = ZipFile.Open(archive, ZipArchiveMode.Create))
        {
            zip.CreateEntryFromFile(_target.Path, "first", CompressionLevel.NoCompression);
            zip.CreateEntryFromFile(_target.Path, "second", CompressionLevel.NoCompression);
        }

        using BpfObject target = Load(ProbeMode.Multi);
        UprobeProgram program = target.Programs.Get<UprobeProgram>("on_entry");
        using Link first = program.Attach(UprobeTarget.File($"{archive}!/first", "f_01"));
        using Link second = program.Attach(UprobeTarget.File($"{archive}!/second", "f_02"));
        Assert.Equal("f_01", Assert.Single(first.GetPlaces()).Symbol);
        Assert.Equal("f_02", Assert.Single(second.GetPlaces()).Symbol);
    }

    [Theory]
    [InlineData(ProbeMode.Multi)]
    [InlineData(ProbeMode.Single)]
    public void PlaceWithinAFunctionHasNoSymbol(ProbeMode mode)
    {
        using BpfObject target = Load(mode);
        using Link link = target.Programs.Get<UprobeProgram>("on_entry").Attach(
            UprobeTarget.File(_target.Path, "f_00") with { Offset = 1 }, new() { AllowUnsafe = true });
        Assert.Equal([new LinkPlace(_target.Path, Binary.SymbolsOf(_target.Path).Resolve("f_00") + 1, null)], link.GetPlaces());
    }

    [Fact]
    public void FilesOfAGroupAreListedApart()
    {
        using CTarget other = new(Path.Combine(AppContext.BaseDirectory, "targets", "many.c"));
        using BpfObject target = Load(ProbeMode.Single);
        UprobeProgram program = target.Programs.Get<UprobeProgram>("on_entry");
        using LinkGroup group = LinkGroup.AllOrNone([_target.Path, other.Path], path => program.Attach(UprobeTarget.File(path, "f_01"))) as LinkGroup
            ?? throw new InvalidOperationException();
        Assert.Equal([(_target.Path, "f_01"), (other.Path, "f_01")], group.GetPlaces().Select(place => (place.File, place.Symbol!)));
    }

    [Fact]
    public void EachPointOfAStaticTracepointIsListed()
    {
        KernelRequirement.Need(RuntimeInformation.ProcessArchitecture == Architecture.X64, "the test program's points are written for x86-64");
        using CTarget points = new(Path.Combine(AppContext.BaseDirectory, "targets", "points.c"));
        using BpfObject target = BpfObject.Open(CObject.Compile("usdt"), "places");
        target.Load();
        using Link link = target.Programs.Get<UsdtProgram>("on_point").Attach(UsdtTarget.File(points.Path, "demo", "point"));
        IReadOnlyList<LinkPlace> places = link.GetPlaces();
        Assert.Equal(2, places.DistinctBy(place => place.Offset).Count());
        Assert.All(places, place => Assert.Equal((points.Path, null), (place.File, place.Symbol)));
    }

    [Fact]
    public void LinksInTheKernelHaveNone()
    {
        using BpfObject packets = TrafficObject.Load("pass", 0);
        OwnNetwork.Run(() =>
        {
            Assert.Empty(packets.Programs.Get<XdpProgram>("pass").Attach("lo").GetPlaces());
        });
        using OwnCgroup group = new();
        foreach (string section in new[] { "tp/sched/sched_switch", "raw_tp/sched_switch", "tp_btf/task_rename", "cgroup_skb/egress", "iter/task" })
        {
            using BpfObject target = BpfObject.Open(
                CObject.CompileText($$"""
                    #include <linux/bpf.h>
                    #include <bpf/bpf_helpers.h>
                    char LICENSE[] SEC("license") = "GPL";
                    SEC("{{section}}") int program(void *context) { return {{(section.StartsWith("cgroup", StringComparison.Ordinal) ? 1 : 0)}}; }
                    """),
                "places");
            if (target.Programs["program"] is CgroupProgram cgroup)
            {
                cgroup.Configure(new AttachRequest { Target = group.Path });
            }

            target.Load();
            using Link link = target.Programs["program"].Attach();
            Assert.Empty(link.GetPlaces());
            link.Detach();
            Assert.Empty(link.GetPlaces());
        }
    }

    private static BpfObject Load(ProbeMode mode)
    {
        BpfObject target = BpfObject.Open(CObject.Compile("uprobe"), "places");
        target.Programs.Get<UprobeProgram>("on_entry").Mode = mode;
        target.Load();
        return target;
    }
}
