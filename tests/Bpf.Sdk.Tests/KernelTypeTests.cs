namespace Bpf.Sdk.Tests;

/// <summary>The types of Bpf.Vmlinux in a project that references only Bpf.Sdk.</summary>
public class KernelTypeTests(PackageFeed feed)
{
    private readonly ConsumerProject _project = new(feed);

    [Fact]
    public void ProgramsReadTheKernelAndTheOutputHasNoKernelTypes()
    {
        UseKernelTypes();
        Assert.Empty(_project.Build().Succeed().Warnings);
        Assert.False(File.Exists(_project["bin/Debug/net10.0/Bpf.Vmlinux.dll"]));
        Assert.True(File.Exists(_project["bin/Debug/net10.0/Bpf.Runtime.dll"]));
        if (Environment.IsPrivilegedProcess)
        {
            Assert.Contains("same True", Command.DotNet(_project.Root, _project["bin/Debug/net10.0/Consumer.dll"]).Succeed().Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void NativeAotNeedsNoKernelTypes()
    {
        UseKernelTypes();
        _project.Publish("out", "-p:PublishAot=true").Succeed();
        if (Environment.IsPrivilegedProcess)
        {
            Assert.Contains("same True", Command.Run(_project.Root, _project["out/Consumer"], []).Succeed().Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void HostCodeCanUseThemWithAnExplicitReference()
    {
        UseKernelTypes();
        _project.Edit("Program.cs", "Console.WriteLine($\"same", "Console.WriteLine(Enum.GetName((Bpf.Vmlinux.pid_type)1));\nConsole.WriteLine($\"same");
        string error = Assert.Single(_project.Build().Fail().Errors);
        Assert.Contains("error BPF0410: Code that runs in user space uses 'pid_type' of Bpf.Vmlinux", error, StringComparison.Ordinal);

        _project.Edit("Consumer.csproj", "</ItemGroup>", "  <PackageReference Include=\"Bpf.Vmlinux\" Version=\"$(BpfPackageVersion)\" />\n  </ItemGroup>");
        _project.Build().Succeed();
        Assert.True(File.Exists(_project["bin/Debug/net10.0/Bpf.Vmlinux.dll"]));
        if (Environment.IsPrivilegedProcess)
        {
            Assert.Contains("PIDTYPE_TGID", Command.DotNet(_project.Root, _project["bin/Debug/net10.0/Consumer.dll"]).Succeed().Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void PackageIsSmall()
        => Assert.InRange(new FileInfo(Path.Combine(feed.PackageDirectory, $"Bpf.Vmlinux.{PackageFeed.Version}.nupkg")).Length, 500_000, 4_000_000);

    private void UseKernelTypes()
    {
        File.WriteAllText(_project["Probes.cs"], """
            using Bpf;
            using Bpf.Vmlinux;

            namespace Consumer;

            [BpfObject(License = "GPL")]
            public static unsafe class Probes
            {
                static int s_process;

                [SyscallProgram]
                public static int Remember(ref long context)
                {
                    task_struct* task = (task_struct*)BpfHelpers.GetCurrentTask();
                    s_process = Core.Read(in task->group_leader->tgid);
                    return 0;
                }
            }
            """);
        File.WriteAllText(_project["Program.cs"], """
            using System;
            using Consumer;

            using ProbesSkeleton skeleton = ProbesSkeleton.Open();
            skeleton.Load();
            skeleton.Programs.Remember.TestRun();
            Console.WriteLine($"same {skeleton.Bss.s_process == Environment.ProcessId}");
            """);
    }
}
