using System.Net;
using System.Reflection;
using Bpf.Attach.Tests.Support;
using Bpf.Objects;
using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Errors;

/// <summary>The system ends text at a zero byte. A path or name that contains one is refused, instead of being cut to one that exists.</summary>
public sealed class ZeroCharacterTests
{
    private const string Zero = "\0x";

    private const string Source = """
        #include <linux/bpf.h>
        #include <bpf/bpf_helpers.h>
        char LICENSE[] SEC("license") = "GPL";
        struct { __uint(type, BPF_MAP_TYPE_DEVMAP); __uint(max_entries, 1); __type(key, int); __type(value, int); } devices SEC(".maps");
        struct { __uint(type, BPF_MAP_TYPE_DEVMAP_HASH); __uint(max_entries, 1); __type(key, int); __type(value, int); } hashed SEC(".maps");
        struct { __uint(type, 32 /* BPF_MAP_TYPE_CGRP_STORAGE */); __uint(map_flags, 1); __type(key, int); __type(value, int); } groups SEC(".maps");
        struct { __uint(type, BPF_MAP_TYPE_INODE_STORAGE); __uint(map_flags, 1); __type(key, int); __type(value, int); } inodes SEC(".maps");
        SEC("cgroup_skb/egress") int group(void *context) { return 1; }
        SEC("xdp") int on_xdp(void *context) { return 2; }
        SEC("tc") int on_tc(void *context) { return 0; }
        SEC("sk_lookup") int lookup(void *context) { return 1; }
        SEC("iter/cgroup") int iterate(void *context) { return 0; }
        SEC("raw_tp") int raw(void *context) { return 0; }
        SEC("tp") int point(void *context) { return 0; }
        SEC("perf_event") int sample(void *context) { return 0; }
        SEC("uprobe") int probe(void *context) { return 0; }
        SEC("usdt") int on_usdt(void *context) { return 0; }
        SEC("lwt_in") int tunnel(void *context) { return 0; }
        SEC("kprobe") int on_kprobe(void *context) { return 0; }
        """;

    private const string Pinned = """
        #include <linux/bpf.h>
        #include <bpf/bpf_helpers.h>
        struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int); __type(value, int); __uint(pinning, LIBBPF_PIN_BY_NAME); } m SEC(".maps");
        """;

    private const string Table = """
        #include <linux/bpf.h>
        #include <bpf/bpf_helpers.h>
        struct tcp_congestion_ops { char name[16]; };
        SEC(".struct_ops") struct tcp_congestion_ops table = { .name = "a" };
        """;

    private const string Relocated = """
        #include <linux/bpf.h>
        #include <bpf/bpf_helpers.h>
        #include <bpf/bpf_core_read.h>
        struct task_struct { int pid; };
        SEC("socket") int f(void *context) { return bpf_core_type_exists(struct task_struct); }
        """;

    private static readonly Lazy<byte[]> s_object = new(static () => CObject.CompileText(Source));

    // By member: what passes a text with a zero character to it.
    private static readonly Dictionary<string, Action<BpfObject>> s_members = new()
    {
        ["BpfMap.Pin(path)"] = bpf => bpf.Maps["devices"].Pin($"{PinRoot}/pinned{Zero}"),
        ["BpfMap.PinPath"] = _ => Load(Source, new(), bpf => bpf.Maps["devices"].PinPath = $"{PinRoot}/pinned{Zero}"),
        ["BpfMap.OpenPinned(path)"] = _ => BpfMap.OpenPinned($"{PinRoot}{Zero}"),
        ["BpfObject.Open(path, options)"] = _ => BpfObject.Open($"/bin/sh{Zero}"),
        ["ObjectDescription.Read(path, options)"] = _ => ObjectDescription.Read($"/bin/sh{Zero}"),
        ["BpfObjectOptions.PinRoot"] = _ => Load(Pinned, new() { PinRoot = $"{PinRoot}{Zero}" }),
        ["BpfObjectOptions.TargetBtfPath"] = _ => Load(Relocated, new() { TargetBtfPath = $"/sys/kernel/btf/vmlinux{Zero}" }),
        ["BpfObjectOptions.TokenPath"] = _ => Load(Source, new() { TokenPath = $"{PinRoot}{Zero}" }),
        ["BpfProgram.KernelTargetName"] = _ => Load(Source, new(), static bpf => bpf.Programs["iterate"].KernelTargetName = $"cgroup{Zero}"),
        ["BpfToken.Create(path)"] = _ => BpfToken.Create($"{PinRoot}{Zero}"),
        ["CgroupProgram.Attach(cgroupDirectory)"] = bpf => Group(bpf).Attach($"{Cgroup}{Zero}"),
        ["CgroupProgram.Attach(cgroupDirectory, options)"] = bpf => Group(bpf).Attach($"{Cgroup}{Zero}", new CgroupAttachOptions()),
        ["CgroupProgram.Attach(cgroupDirectory, direction)"] = bpf => Group(bpf).Attach($"{Cgroup}{Zero}", TrafficDirection.Egress),
        ["CgroupProgram.GetAttached(cgroupDirectory, direction)"] = bpf => Group(bpf).GetAttached($"{Cgroup}{Zero}"),
        ["DeviceHash.Set(key, device, program)"] = bpf => new DeviceHash(bpf.Maps["hashed"]).Set(0, $"lo{Zero}"),
        ["DeviceMap.Set(key, device, program)"] = bpf => new DeviceMap(bpf.Maps["devices"]).Set(0, $"lo{Zero}"),
        ["IteratorScope.OfCgroup(directory, order)"] = bpf => bpf.Programs.Get<IteratorProgram>("iterate")
            .Attach(IteratorScope.OfCgroup($"{Cgroup}{Zero}", IteratorCgroupOrder.SelfOnly)),
        ["KernelTrial.AttachKprobe(function, token)"] = _ => KernelTrial.AttachKprobe($"do_sys_open{Zero}"),
        ["KernelTrial.AttachUprobe(path, offset, token)"] = _ => KernelTrial.AttachUprobe($"/bin/sh{Zero}", 0),
        ["KprobeTarget.Function"] = bpf => bpf.Programs.Get<KprobeProgram>("on_kprobe").Attach(new KprobeTarget { Function = $"vfs_read{Zero}" }),
        ["KprobeTarget.Parse(text)"] = bpf => bpf.Programs.Get<KprobeProgram>("on_kprobe").Attach(KprobeTarget.Parse($"vfs_read{Zero}")),
        ["LwtRoute.Device"] = bpf => bpf.Programs.Get<LwtProgram>("tunnel")
            .Attach(new LwtRoute { Destination = IPNetwork.Parse("10.99.0.0/24"), Device = $"lo{Zero}" }),
        ["NetworkNamespaceProgram.Attach(networkNamespace)"] = bpf => bpf.Programs.Get<NetworkNamespaceProgram>("lookup").Attach($"/proc/self/ns/net{Zero}"),
        ["PerfEventOptions.CgroupDirectory"] = bpf => bpf.Programs.Get<PerfEventProgram>("sample")
            .Attach(new PerfEventOptions { Event = PerfEventSource.Parse("cpu-clock"), Frequency = 99, CgroupDirectory = $"{Cgroup}{Zero}" }),
        ["PerfEventSource.Parse(name)"] = _ => PerfEventSource.Parse($"cpu-clock{Zero}"),
        ["RawTracepointProgram.Attach(target, cookie)"] = bpf => bpf.Programs.Get<RawTracepointProgram>("raw").Attach($"sched_switch{Zero}"),
        ["RawTracepointProgram.Target"] = bpf =>
        {
            RawTracepointProgram program = bpf.Programs.Get<RawTracepointProgram>("raw");
            program.Target = $"sched_switch{Zero}";
            program.Attach();
        },
        ["StructOpsMap.RegisteredName"] = _ => Load(Table, new(), static bpf => new StructOpsMap(bpf.Maps["table"]).RegisteredName = $"a{Zero}"),
        ["StructOpsMap.SetText(member, value)"] = _ => Load(Table, new(), static bpf => new StructOpsMap(bpf.Maps["table"]).SetText("name", $"a{Zero}")),
        ["SuspendedProcess.Start(command, arguments)"] = _ => SuspendedProcess.Start("true", $"a{Zero}"),
        ["TracepointProgram.Attach(target, cookie)"] = bpf => bpf.Programs.Get<TracepointProgram>("point").Attach($"sched:sched_switch{Zero}"),
        ["TracepointProgram.Target"] = bpf =>
        {
            TracepointProgram program = bpf.Programs.Get<TracepointProgram>("point");
            program.Target = $"sched:sched_switch{Zero}";
            program.Attach();
        },
        ["TrafficControlProgram.Attach(device)"] = bpf => Tc(bpf).Attach($"lo{Zero}"),
        ["TrafficControlProgram.Attach(device, options)"] = bpf => Tc(bpf).Attach($"lo{Zero}", new TrafficControlOptions()),
        ["TrafficControlProgram.Attach(device, direction)"] = bpf => Tc(bpf).Attach($"lo{Zero}", TrafficDirection.Ingress),
        ["TrafficControlProgram.GetAttached(device, direction)"] = bpf => Tc(bpf).GetAttached($"lo{Zero}"),
        ["UprobeTarget.Binary"] = bpf => Probe(bpf, new UprobeTarget { Binary = $"/bin/sh{Zero}", Offset = 64 }),
        ["UprobeTarget.Function"] = bpf => Probe(bpf, new UprobeTarget { Binary = "libc.so.6", Function = $"malloc{Zero}" }),
        ["UprobeTarget.File(path, function, offset)"] = bpf => Probe(bpf, UprobeTarget.File($"/bin/sh{Zero}", null, 64)),
        ["UprobeTarget.Library(name, function)"] = bpf => Probe(bpf, UprobeTarget.Library($"libc.so.6{Zero}", "malloc")),
        ["UprobeTarget.Parse(text)"] = bpf => Probe(bpf, UprobeTarget.Parse($"/bin/sh{Zero}:main")),
        ["UprobeTarget.Process(processId, binary, function)"] = bpf => Probe(bpf, UprobeTarget.Process(0, $"libc.so.6{Zero}", "malloc")),
        ["UsdtTarget.Binary"] = bpf => Usdt(bpf, new UsdtTarget { Binary = $"libc.so.6{Zero}", Provider = "libc", Name = "setjmp" }),
        ["UsdtTarget.Provider"] = bpf => Usdt(bpf, new UsdtTarget { Binary = "libc.so.6", Provider = $"libc{Zero}", Name = "setjmp" }),
        ["UsdtTarget.Name"] = bpf => Usdt(bpf, new UsdtTarget { Binary = "libc.so.6", Provider = "libc", Name = $"setjmp{Zero}" }),
        ["UsdtTarget.File(path, provider, name)"] = bpf => Usdt(bpf, UsdtTarget.File($"/bin/sh{Zero}", "a", "b")),
        ["UsdtTarget.Library(binary, provider, name)"] = bpf => Usdt(bpf, UsdtTarget.Library($"libc.so.6{Zero}", "libc", "setjmp")),
        ["UsdtTarget.Parse(text)"] = bpf => Usdt(bpf, UsdtTarget.Parse($"/bin/sh{Zero}:a:b")),
        ["UsdtTarget.Process(processId, binary, provider, name)"] = bpf => Usdt(bpf, UsdtTarget.Process(0, $"libc.so.6{Zero}", "libc", "setjmp")),
        ["XdpProgram.Attach(device, mode)"] = bpf => Xdp(bpf).Attach($"lo{Zero}"),
        ["XdpProgram.Attach(device, options)"] = bpf => Xdp(bpf).Attach($"lo{Zero}", new XdpOptions()),
    };

    // By type: texts that are compared with names that the object or a table has, or that only describe something.
    private static readonly HashSet<string> s_neverPassedOn =
    [
        "AttachDecision(AttachType, Name, Reason)", "AttachDecision.Name", "AttachDecision.Reason", "AttachDecision.Warning", "AttachInputs.Target",
        "AttachRequest.Target", "BpfGlobals.Bytes(name)", "BpfGlobals.Bytes(section, name)", "BpfGlobals.Elements(name)",
        "BpfGlobals.Elements(section, name)", "BpfGlobals.Get(name)", "BpfGlobals.Get(section, name)", "BpfGlobals.Reference(name)",
        "BpfGlobals.Reference(section, name)", "BpfGlobals.Set(name, value)", "BpfGlobals.Set(section, name, value)", "BpfGlobals.SetElements(name, values)",
        "BpfGlobals.SetElements(section, name, values)", "BpfGlobals.VariablesOf(section)", "BpfLogEntry(Level, Subject, Message)", "BpfLogEntry.Message",
        "BpfLogEntry.Subject", "BpfObject.Open(elf, name, options)", "BpfObject.OpenEmbedded(assembly, objectName, options)",
        "BpfObject.OpenWithLoad(map, open)", "BpfObjectOptions.KernelConfig", "BpfObjectOptions.Name", "BpfProgramCollection.Get(name)",
        "Enumerator(Name, Value)", "Enumerator.Name", "ErrorSubject(Name, Target, Relation)", "ErrorSubject.Name", "ErrorSubject.Relation",
        "ErrorSubject.Target", "ExtensionProgram.Attach(target, function)", "ExternDescription(Name, Kind, IsWeak)", "ExternDescription.Name", "KernelFeature(Name, Since, State, Reason)",
        "KernelFeature.Name", "KernelFeature.Reason", "KernelFeature.Since", "KernelNeed(Feature, Since, UsedBy)", "KernelNeed.Feature",
        "LinkPlace(File, Offset, Symbol)", "LinkPlace.File", "LinkPlace.Symbol", "ObjectDescription.Read(contents, name, options)",
        "ReducedBtf.Create(kernelTypes, name, objects)", "RelocationDescription(Section, Instruction, Kind, Access)", "RelocationDescription.Access",
        "RelocationDescription.Section", "SectionDescription(Name, Type, Size, IsExecutable)", "SectionDescription.Name",
        "SkippedPlace(Name, Offset, Reason)", "SkippedPlace.Name", "SkippedPlace.Reason", "SourceLocation(File, Line, Column, Text)", "SourceLocation.File",
        "SourceLocation.Text", "StructOpsMap.GetNumber(member)", "StructOpsMap.GetText(member)", "StructOpsMap.SetNumber(member, value)", "Text(Value)",
        "Text.Value", "VariableDescription(Section, Name, Offset, Size, Type, InitialBytes)", "VariableDescription.Name", "VariableDescription.Section",
        "VerifierNote(Text, Location)", "VerifierNote.Text", "VerifierReport.Category", "VerifierReport.Explanation", "VerifierReport.InstructionText", "VerifierReport.Parse(log)", "VerifierReport.Reason",
        "VerifierReport.Registers", "VerifierReport.Suggestion", "VerifierReport.ToBuildError(code, subject)",
    ];

    public static TheoryData<string> Members => [.. s_members.Keys];

    private static string PinRoot => KernelFileSystem.Bpf.Need();

    private static string Cgroup => KernelFileSystem.Cgroup.Need();

    [Theory]
    [MemberData(nameof(Members))]
    public void IsRefused(string member)
    {
        KernelRequirement.NeedRoot();
        using BpfObject bpf = BpfObject.Open(s_object.Value, "zero");
        bpf.Load();
        Exception? exception = Record.Exception(() => s_members[member](bpf));
        if (exception is BpfException { Operation: var operation, Subject: var subject })
        {
            Assert.NotEmpty(operation);
            Assert.NotEmpty(subject);
        }
        else
        {
            Assert.IsType<FormatException>(exception); // of Parse
        }

        Assert.False(File.Exists($"{PinRoot}/pinned"));
    }

    [Fact]
    public void OwnersOfStorageAreToo()
    {
        KernelRequirement.NeedRoot();
        using BpfObject bpf = BpfObject.Open(s_object.Value, "zero");
        bpf.Load();
        Assert.Contains("zero character", Assert.Throws<BpfException>(() => new CgroupStorage<int>(bpf.Maps["groups"]).Set($"{Cgroup}{Zero}", 1)).Message);
        Assert.Contains("zero character", Assert.Throws<BpfException>(() => new InodeStorage<int>(bpf.Maps["inodes"]).Set($"/bin/sh{Zero}", 1)).Message);
    }

    [Fact]
    public void EachMemberWithATextIsKnown()
    {
        string[] members =
        [
            .. new[] { typeof(BpfObject).Assembly, typeof(ObjectDescription).Assembly }.SelectMany(static assembly => assembly.GetExportedTypes())
                .Where(static type => !type.IsSubclassOf(typeof(Exception)) && type != typeof(Exception)).SelectMany(TextsOf).Order(StringComparer.Ordinal),
        ];
        string[] unknown = [.. members.Where(member => !s_members.ContainsKey(member) && !s_neverPassedOn.Contains(member))];
        Assert.True(unknown.Length == 0, $"Not in a list: {string.Join(" | ", unknown)}");
        Assert.Equal([], s_members.Keys.Concat(s_neverPassedOn).Except(members));
    }

    private static IEnumerable<string> TextsOf(Type type)
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        string name = type.Name.Split('`')[0];
        return
        [
            .. type.GetMethods(Declared).Where(static method => !method.IsSpecialName && HasText(method)).Select(method => $"{name}.{method.Name}({ParametersOf(method)})"),
            .. type.GetConstructors(Declared).Where(HasText).Select(constructor => $"{name}({ParametersOf(constructor)})"),
            .. type.GetProperties(Declared).Where(static property => property.SetMethod is { IsPublic: true } && property.PropertyType == typeof(string)).Select(property => $"{name}.{property.Name}"),
        ];
    }

    private static bool HasText(MethodBase method)
        => method.GetParameters().Any(static parameter => !parameter.IsOut && (parameter.ParameterType == typeof(string) || parameter.ParameterType == typeof(ReadOnlySpan<string>)));

    private static string ParametersOf(MethodBase method) => string.Join(", ", method.GetParameters().Select(static parameter => parameter.Name));

    private static void Load(string source, BpfObjectOptions options, Action<BpfObject>? prepare = null)
    {
        using BpfObject bpf = BpfObject.Open(CObject.CompileText(source), "zero", options);
        prepare?.Invoke(bpf);
        bpf.Load();
    }

    private static CgroupProgram Group(BpfObject bpf) => bpf.Programs.Get<CgroupProgram>("group");

    private static TrafficControlProgram Tc(BpfObject bpf) => bpf.Programs.Get<TrafficControlProgram>("on_tc");

    private static XdpProgram Xdp(BpfObject bpf) => bpf.Programs.Get<XdpProgram>("on_xdp");

    private static void Probe(BpfObject bpf, UprobeTarget target) => bpf.Programs.Get<UprobeProgram>("probe").Attach(target);

    private static void Usdt(BpfObject bpf, UsdtTarget target) => bpf.Programs.Get<UsdtProgram>("on_usdt").Attach(target);
}
