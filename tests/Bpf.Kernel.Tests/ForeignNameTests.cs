using System.Diagnostics;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Attributes whose names look like globs, in a program whose functions have these names.</summary>
public sealed class ForeignNameTests
{
    [Theory]
    [InlineData(ProbeMode.Auto)]
    [InlineData(ProbeMode.Single)]
    public void AttributesMatchExactNames(ProbeMode mode)
    {
        KernelRequirement.NeedRoot();
        using CTarget plain = new(Path.Combine(AppContext.BaseDirectory, "targets", "calls.c"));
        using ForeignNameProbesSkeleton skeleton = ForeignNameProbesSkeleton.Open(new BpfObjectOptions { UprobeMode = mode });
        UprobeTarget target = UprobeTarget.File(Rename(plain.Path, "add=main.(*T).Method", "mix=main.(*Gen[go.shape.*uint8]).Put"));
        skeleton.Programs.OnMethod.Target = target;
        skeleton.Programs.OnMethods.Target = target;
        skeleton.Programs.OnGeneric.AutoAttach = false;
        skeleton.Programs.OnReturn.Target = UprobeTarget.File(Rename(plain.Path, "add=_ZN2nsmlERKNS_1AES2_", "mix=*Foo#bar<Int32>:Nil"));
        skeleton.Load();
        skeleton.Attach();
        Count(target.Binary!);
        Count(skeleton.Programs.OnReturn.Target.Binary!);
        Assert.Equal((5UL, 5UL, 5UL), (skeleton.Bss.s_method, skeleton.Bss.s_methods, skeleton.Bss.s_returns));
        SymbolException missing = Assert.Throws<SymbolException>(() => skeleton.Programs.OnGeneric.Attach(target));
        Assert.Contains("*Foo#bar<Int32>:Nil", missing.Message, StringComparison.Ordinal);

        string both = Rename(plain.Path, "add=*Foo#bar<Int32>:Nil", "mix=main.(*Gen[go.shape.*uint8]).Put");
        skeleton.Programs.OnGeneric.Attach(UprobeTarget.File(both));
        Count(both);
        Assert.Equal(8UL, skeleton.Bss.s_generic);
    }

    private static void Count(string path)
    {
        using CommandedProcess traced = new(path);
        traced.Ask("add 5");
        traced.Ask("mix 3");
    }

    private static string Rename(string path, params string[] names)
    {
        string renamed = Path.Combine(Path.GetDirectoryName(path)!, Guid.NewGuid().ToString("N"));
        using Process objcopy = Process.Start("objcopy", [.. names.Select(name => $"--redefine-sym={name}"), path, renamed]);
        objcopy.WaitForExit();
        Assert.Equal(0, objcopy.ExitCode);
        return renamed;
    }
}
