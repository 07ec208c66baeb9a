namespace Bpf.Sdk.Tests;

/// <summary>BpfVerifyKernels, with the package.</summary>
public sealed class VerifyKernelsTests
{
    private readonly PackageFeed _feed;
    private readonly ConsumerProject _project;

    public VerifyKernelsTests(PackageFeed feed)
    {
        _feed = feed;
        _project = new(feed);
    }

    private string Stamp => Path.Combine(_project.ObjectDirectory, "Consumer.bpf.verify.stamp");

    [Fact]
    public void ARefusedProgramIsAnErrorAtItsLineUntilItIsMended()
    {
        const string Wrong = "System.Runtime.CompilerServices.Unsafe.Add(ref s_table[0], (int)value)";
        _project.Edit("Probes.cs", "Last.Update(1, value);", $"s_calls += {Wrong};");
        _project.Edit("Probes.cs", "static ulong s_calls;", "static ulong s_calls;\n    private static readonly ulong[] s_table = [1, 2, 3, 4];");
        string refused = @"Probes\.cs\(20,[0-9]+\): error BPF0445: 'Consumer\.Probes:OnAbs' does not load on Linux 6\.1, 7\.3: ";
        (string, string?)[] cache = [("XDG_CACHE_HOME", Cache())];
        Assert.Matches(refused, Assert.Single(Build("6.1;7.3", cache).Fail().Errors));
        Assert.Matches(refused, Assert.Single(Build("6.1;7.3", cache).Fail().Errors));
        Assert.False(File.Exists(_project["bin/Debug/net10.0/Consumer.dll"]));

        _project.Edit("Probes.cs", Wrong, "s_table[(int)value & 3]");
        Build("6.1;7.3", cache).Succeed();
        DateTime verified = File.GetLastWriteTimeUtc(Stamp);
        _project.Edit("Program.cs", "calls {", "count {");
        Build("6.1;7.3", cache).Succeed();
        Assert.Equal(verified, File.GetLastWriteTimeUtc(Stamp));

        // Another list counts as a change, although all results are known.
        Build("7.3", cache).Succeed();
        Assert.NotEqual(verified, File.GetLastWriteTimeUtc(Stamp));
        _project.DotNet("clean", "-p:BpfVerifyKernels=7.3").Succeed();
        Assert.False(File.Exists(Stamp));
        _project.Build("-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-t:Compile", "-p:BpfVerifyKernels=9.9").Succeed();
    }

    [Fact]
    public void WithoutAVirtualMachineTheBuildFails()
    {
        (string, string?)[] environment = [("XDG_CACHE_HOME", Cache()), ("PATH", WithoutEmulators())];
        AssertNotVerified("6.1", "Cannot find 'qemu-system-x86_64'", Build("6.1", environment));
        AssertNotVerified("9.9", "Cannot download kernel '9.9'. kernels.sh: no kernel named x86_64-9.9", Build("9.9", environment));
        AssertNotVerified("aarch64-6.12", "Cannot load programs on kernel 'aarch64-6.12'. No object is for aarch64", Build("aarch64-6.12", environment, "-p:BpfArchitectures=x86_64"));
        Assert.False(File.Exists(Stamp));
    }

    /// <summary>What a virtual machine cannot tell is a warning, which a project may treat as an error.</summary>
    [Fact]
    public void WhatIsNotKnownIsReportedAgainIfItIsAnError()
    {
        _project.Edit("Probes.cs", "[Uprobe(\"libc:labs\")]", """
            [Fentry("function_of_a_module")]
                public static int OnModule(FentryContext context) => 0;

                [Uprobe("libc:labs")]
            """);
        string unknown = @"Probes\.cs\(16,[0-9]+\): {0} BPF0447: Whether 'Consumer\.Probes:OnModule' loads on Linux 6\.1 is not known: ";
        (string, string?)[] cache = [("XDG_CACHE_HOME", Cache())];
        Assert.Matches(unknown.Replace("{0}", "error"), Assert.Single(Build("6.1", cache, "-warnaserror:BPF0447").Fail().Errors));
        Assert.Matches(unknown.Replace("{0}", "error"), Assert.Single(Build("6.1", cache, "-warnaserror:BPF0447").Fail().Errors));
        Assert.Matches(unknown.Replace("{0}", "warning"), Assert.Single(Build("6.1", cache).Succeed().Warnings));
    }

    private static void AssertNotVerified(string kernel, string cause, CommandResult build)
        => Assert.Contains($"error BPF0446: No program could be loaded on Linux {kernel}: {cause}", Assert.Single(build.Fail().Errors));

    private CommandResult Build(string kernels, (string Name, string? Value)[] environment, params string[] options)
    {
        string property = $"-p:BpfVerifyKernels={kernels.Replace(";", "%3B")}";
        string[] arguments = ["build", "-nologo", $"-p:BpfPackageVersion={PackageFeed.Version}", property, .. options];
        return Command.Run(_project.Root, "dotnet", arguments, environment);
    }

    // A cache directory that has the kernels of this repository, so that the test does not download them again.
    private string Cache()
    {
        string cache = _feed.CreateDirectory("cache"), kernels = Path.Combine(Repository.Root, "artifacts", "kernels");
        Directory.CreateDirectory(kernels);
        Directory.CreateDirectory(Path.Combine(cache, "bpf-sdk"));
        Directory.CreateSymbolicLink(Path.Combine(cache, "bpf-sdk", "kernels"), kernels);
        return cache;
    }

    // All programs of this machine except emulators.
    private string WithoutEmulators()
    {
        string folder = _feed.CreateDirectory("path");
        foreach (string file in Environment.GetEnvironmentVariable("PATH")!.Split(':').Where(Directory.Exists).SelectMany(Directory.EnumerateFiles))
        {
            string link = Path.Combine(folder, Path.GetFileName(file));
            if (!Path.GetFileName(file).StartsWith("qemu-", StringComparison.Ordinal) && !File.Exists(link))
            {
                File.CreateSymbolicLink(link, file);
            }
        }

        return folder;
    }
}
