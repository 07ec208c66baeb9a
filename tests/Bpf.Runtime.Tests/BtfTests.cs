using Bpf.Objects.Btf;
using Bpf.Objects.Description;
using Bpf.Objects.Files;
using Bpf.Objects;
using Bpf.Runtime.Kernel;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

public class BtfTests
{
    public static TheoryData<string> Objects => ["globals", "subprograms", "maps", "core", "externs"];

    [Fact]
    public void KernelTypesAreFoundByName()
    {
        BtfTypeTable kernel = KernelBtf.Vmlinux;
        BtfType task = kernel[kernel.Find("task_struct"u8, BtfKind.Struct)];
        Assert.Equal("task_struct", task.NameText);
        Assert.True(task.Count > 50);
        Assert.Equal(0u, kernel.Find("task_struct"u8, BtfKind.Union));
        Assert.Equal(0u, kernel.Find("no_such_type_at_all"u8, BtfKind.Struct));
        Assert.Same(kernel, KernelBtf.Vmlinux);
    }

    [Fact]
    public void EveryKernelTypeCanBeWalked()
    {
        BtfTypeTable kernel = KernelBtf.Vmlinux;
        int named = 0;
        for (uint id = 1; id < kernel.EndId; id++)
        {
            BtfType type = kernel[id];
            named += type.Name.IsEmpty ? 0 : 1;
            for (int i = 0; type.IsComposite && i < type.Count; i++)
            {
                Assert.True(type.Member(i).TypeId < kernel.EndId);
            }
        }

        Assert.True(named > 10_000);
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void BtfThatIsReducedForAnyKernelStillLoads(string name)
    {
        KernelRequirement.NeedRoot();
        BtfTypeTable types = ObjectReader.Read(CObject.Compile(name), name, new ObjectReadOptions()).Btf!;
        foreach (BtfAbilities ability in Enum.GetValues<BtfAbilities>())
        {
            BtfTypeTable reduced = BtfSanitizer.Sanitize(types, BtfAbilities.All & ~ability);
            Assert.True(types.EndId <= reduced.EndId);
            Errno error = BtfLoader.Load(reduced.Bytes, null, out BpfHandle handle, out string log);
            handle.Dispose();
            Assert.True(error == Errno.None, $"without {ability}: {error} {log}");
        }
    }

    [Fact]
    public void NothingThatOldKernelsLackRemains()
    {
        BtfTypeTable types = ObjectReader.Read(CObject.Compile("externs"), "externs", new ObjectReadOptions()).Btf!;
        BtfTypeTable reduced = BtfSanitizer.Sanitize(types, BtfAbilities.None);
        for (uint id = 1; id < reduced.EndId; id++)
        {
            Assert.True(reduced[id].Kind <= BtfKind.Restrict, $"{id} is a {reduced[id].Kind}");
        }
    }

    [Fact]
    public void ThisKernelSupportsEverythingThatCompilersEmit() => Assert.Equal(BtfAbilities.All, KernelFeatures.For(null).BtfAbilities | BtfAbilities.Layout);

    [Fact]
    public void SplitBtfExtendsItsBase()
    {
        BtfBuilder first = new();
        uint number = first.AddInt("int", 4);
        BtfTypeTable baseTable = first.Build();
        BtfBuilder second = new();
        uint pointer = second.AddPointer(number);
        BtfTypeTable built = second.Build();
        BtfTypeTable split = new(BtfMemory.Copy(built.Bytes), "split", baseTable);

        Assert.Equal(baseTable.EndId, split.FirstId);
        Assert.Equal(BtfKind.Pointer, split[split.FirstId + pointer - 1].Kind);
        Assert.Equal("int", split[split.FirstId].Referenced.NameText);
        Assert.Equal(number, split.Find("int"u8, BtfKind.Int));
        Assert.Equal(0u, split.FindOwn("int"u8, BtfKind.Int));
    }

    [Theory]
    [InlineData(ProgramType.SchedulerClassifier, "Struct", "__sk_buff")]
    [InlineData(ProgramType.Kprobe, "Typedef", "bpf_user_pt_regs_t")]
    [InlineData(ProgramType.Tracepoint, "Void", "")]
    public void TaggedArgumentsGetTheTypeOfTheContextForOlderKernels(ProgramType type, string kind, string name)
    {
        KernelRequirement.NeedRoot();
        BtfTypeTable types = ObjectReader.Read(CObject.Compile("corpus/arg_ctx_tag"), "tagged", new ObjectReadOptions()).Btf!;
        Assert.True(ArgumentContextFixup.IsNeeded(types));
        uint function = types.Find("length"u8, BtfKind.Function);
        ArgumentContextFixup fixup = ArgumentContextFixup.Apply(types, [type, type]);
        BtfType copy = fixup.Types[fixup.FunctionFor(function, type)];
        BtfType target = fixup.Types[copy.Referenced.ParameterTypeId(0)].Referenced;
        Assert.Equal("length", copy.NameText);
        Assert.Equal(kind, target.Kind.ToString());
        Assert.Equal(name, target.NameText);
        Assert.Equal(kind == "Void", copy.Id == function);
        Assert.Equal(function, fixup.FunctionFor(function, ProgramType.Lsm));
        Assert.Equal(Errno.None, BtfLoader.Load(fixup.Types.Bytes, null, out BpfHandle handle, out string log));
        Assert.Empty(log);
        handle.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("9feb0100")]
    [InlineData("9feb010018000000000000000400000004000000010000000000000000")]
    public void DamagedBtfIsRefused(string hex)
        => Assert.Throws<BpfObjectFormatException>(() => new BtfTypeTable(BtfMemory.Copy(Convert.FromHexString(hex)), "damaged"));
}
