using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

public class ProgramTests
{
    [Fact]
    public void InfoAndInstructionsOfALoadedProgram()
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = BpfObject.Open(CObject.Compile("subprograms"), "subprograms");
        BpfProgram program = target.Programs["nested"];
        Assert.Throws<BpfStateException>(program.GetInfo);
        target.Load();
        BpfProgramInfo info = program.GetInfo();
        Assert.Equal("nested", info.Name);
        Assert.Equal(ProgramType.SocketFilter, info.Type);
        Assert.NotEqual(0u, info.Id);
        Assert.Equal(16, info.Tag.Length);
        Assert.True(info.VerifiedInstructions > 10);
        Assert.True(info.ReadTranslatedInstructions().Length > program.Instructions.Length);
        Assert.Contains("call", string.Join('\n', Enumerable.Range(0, program.Instructions.Length).Select(i => Disassembler.Format(program.Instructions[i..], out _))));
        Assert.EndsWith("subprograms.c", program.SourceOf(0)!.File);
    }

    [Fact]
    public void CloneSharesMapsAndAttachesIndependently()
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = BpfObject.Open(CObject.Compile("globals"), "globals");
        Assert.Throws<BpfStateException>(() => target.Programs["compute"].Clone());
        target.Load();
        using BpfHandle copy = target.Programs["compute"].Clone();
        Assert.NotEqual(target.Programs["compute"].Handle.Descriptor, copy.Descriptor);
        target.Programs["compute"].TestRun(Packet.Minimal);
        Assert.Equal(1u, target.Globals.Reference<uint>(".bss", "calls"));
    }

    [Fact]
    public void SettingsAreReadOnlyAfterLoad()
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = BpfObject.Open(CObject.Compile("globals"), "globals");
        BpfProgram program = target.Programs["compute"];
        target.Load();
        Assert.Throws<BpfStateException>(() => program.AutoLoad = false);
        Assert.Throws<BpfStateException>(() => program.Type = ProgramType.Xdp);
        Assert.Throws<BpfStateException>(() => program.Flags = ProgramFlags.Sleepable);
        Assert.Throws<BpfStateException>(() => target.Maps[".bss"].MaxEntries = 3);
        Assert.Equal(Errno.EOPNOTSUPP, Assert.Throws<BpfUnsupportedException>(program.Attach).Errno);
    }

    [Fact]
    public void UnknownSectionLoadsOnceItsTypeIsSet()
    {
        KernelRequirement.NeedRoot();
        byte[] bytes = CObject.CompileText("""
            #include "common.h"
            SEC("sokket") int odd(struct __sk_buff *skb) { return 9; }
            """);
        using (BpfObject refused = BpfObject.Open(bytes, "odd"))
        {
            Assert.Contains("did you mean 'socket'", Assert.Throws<BpfException>(refused.Load).Message);
        }

        using BpfObject target = BpfObject.Open(bytes, "odd");
        target.Programs["odd"].Type = ProgramType.SocketFilter;
        target.Load();
        Assert.Equal(9u, target.Programs["odd"].TestRun(Packet.Minimal).ReturnValue);
    }

    [Fact]
    public void UsingAMapThatWasNotCreatedNamesIt()
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = BpfObject.Open(CObject.Compile("maps"), "maps");
        target.Maps["percpu"].AutoCreate = false;
        VerifierException exception = Assert.Throws<VerifierException>(target.Load);
        Assert.Contains("map 'percpu', which was not created", exception.Message);
    }

    [Fact]
    public void UnknownNamesAreReportedWithTheExistingOnes()
    {
        using BpfObject target = BpfObject.Open(CObject.Compile("maps"), "maps");
        Assert.Contains("store", Assert.Throws<BpfException>(() => target.Programs["stor"]).Message);
        Assert.Contains("percpu", Assert.Throws<BpfException>(() => target.Maps["hashh"]).Message);
    }
}
