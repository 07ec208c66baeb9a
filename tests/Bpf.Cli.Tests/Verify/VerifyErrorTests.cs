using System.Globalization;
using Bpf.Testing;
using Bpf.Verify.Guest.Protocol;

namespace Bpf.Cli.Tests.Verify;

/// <summary>bpf verify when something around the programs fails. Where a kernel has to misbehave, a script that replays a console stands in for the emulator.</summary>
public sealed class VerifyErrorTests(ObjectFiles files, VerifySetup setup)
{
    private static int s_machines;

    [Fact]
    public void WithoutAnEmulatorItSaysWhatToInstall()
    {
        string errors = setup.RunWithPath("/no/such", files.Object("maps"), "--kernels", "6.1").Fail().Errors;
        Assert.Contains("qemu-system-x86_64", errors);
        Assert.Contains("apt install qemu-system-x86", errors);
    }

    [Fact]
    public void AMachineThatSaysNothingIsStopped()
        => Assert.Contains("said nothing for 1 s", setup.Run(files.Object("maps"), "--kernels", "6.1", "--timeout", "1").Fail().Errors);

    [Theory]
    [InlineData("text", "It is not a kernel that can be started")]
    [InlineData("/no/such/vmlinuz", "Could not find")]
    public void OtherFilesAreNotKernels(string kernel, string cause)
        => Assert.Contains(cause, setup.Run(files.Object("maps"), "--kernel", files.Odd(kernel)).Fail().Errors);

    [Fact]
    public void AKernelThatDoesNotBootIsReported()
    {
        string kernel = files.Write("half-vmlinuz", File.ReadAllBytes(setup.Kernel("x86_64-6.1"))[..100_000]);
        Assert.Contains("Cannot boot kernel", setup.Run(files.Object("maps"), "--kernel", kernel).Fail().Errors);
    }

    [Fact]
    public void UnknownVersionsAreReportedWithTheKnownOnes()
    {
        Assert.Contains("x86_64-6.12", setup.Run(files.Object("maps"), "--kernels", "9.9").Fail().Errors);
        Assert.Contains("error BPF0446: No program could be loaded on Linux 9.9: ", setup.Run(files.Object("maps"), "--kernels", "9.9", "--diagnostics").Fail().Output);
    }

    [Fact]
    public void CommandLineMustNameKernels()
    {
        Assert.Contains("--kernels 6.1,6.12", setup.Run(files.Object("maps")).Fail(2).Errors);
        Assert.Contains("--kernels 6.1,6.12", setup.Run(files.Object("maps"), "--kernels", ",").Fail(2).Errors);
        Assert.Contains("--timeout", setup.Run(files.Object("maps"), "--kernels", "6.1", "--timeout", "0").Fail(2).Errors);
    }

    [Fact]
    public void AnObjectForAnotherArchitectureNeedsAKernelOfIt()
    {
        string path = files.Write("maps.aarch64.bpf.o", File.ReadAllBytes(files.Object("maps")));
        Assert.Contains("aarch64-6.12", setup.Run(path, "--kernels", "6.1").Fail().Errors);
    }

    [Fact]
    public void ADamagedAnswerIsAskedForAgain()
    {
        string answer = Frame.Write(3, new GuestMessage(File: "000000.two", Result: new ProgramResult("bad", "socket", ProgramState.Refused, "refused")));
        string[] first = [.. Opening("good", "bad"), answer.Insert(answer.Length / 2, "[    2.1] oops "), Frame.Write(4, new GuestMessage(Finished: true))];
        string[] second = [.. Opening("bad"), Result(3, "bad", ProgramState.Failed), Frame.Write(4, new GuestMessage(Finished: true))];
        first = [first[0], first[1], Result(2, "good", ProgramState.Ok), .. first[3..]];
        BpfCommand run = Replay(first, second).Fail();
        Assert.Matches("two:good +ok", run.Output);
        Assert.Matches("two:bad +failed", run.Output);
    }

    [Fact]
    public void AProgramThatStopsTheKernelDoesNotHideTheOthers()
    {
        string[] first = [.. Opening("good", "bad"), "[    3.0] Kernel panic - not syncing: bad program"];
        string[] second = [.. Opening("bad"), Result(3, "bad", ProgramState.Ok), Frame.Write(4, new GuestMessage(Finished: true))];
        BpfCommand run = Replay(first, second).Fail();
        Assert.Matches("two:good +failed", run.Output);
        Assert.Contains("Kernel panic - not syncing: bad program", run.Output);
        Assert.Matches("two:bad +ok", run.Output);
    }

    [Fact]
    public void AMachineThatEndsBeforeItLoadsAnythingIsReported()
    {
        string errors = Replay(["Run /init as init process", "Kernel panic - not syncing: No working init found."]).Fail().Errors;
        Assert.Contains("Cannot boot kernel '6.1'", errors);
        Assert.Contains("No working init found", errors);
    }

    [Fact]
    public void AnObjectWithoutProgramsIsNotASuccess()
        => Assert.Contains("no programs", Replay([.. Opening(), Frame.Write(2, new GuestMessage(Finished: true))]).Fail().Output);

    private static string[] Opening(params string[] programs) =>
    [
        "[    0.000000] Linux version 6.1.0",
        Frame.Write(0, new GuestMessage(Kernel: "6.1.0-test")),
        Frame.Write(1, new GuestMessage(File: "000000.two", Object: new ObjectStart([.. programs]))),
        .. programs.Take(1).Select(program => Frame.Write(2, new GuestMessage(File: "000000.two", Start: program))),
    ];

    private static string Result(int number, string program, ProgramState state)
        => Frame.Write(number, new GuestMessage(File: "000000.two", Result: new ProgramResult(program, "socket", state, state == ProgramState.Ok ? null : "It failed.")));

    // Each boot shows the next console. The object is different in each test, so that no result is known.
    private BpfCommand Replay(params string[][] consoles)
    {
        string name = Interlocked.Increment(ref s_machines).ToString(CultureInfo.InvariantCulture);
        string folder = Directory.CreateDirectory(files[$"machine-{name}"]).FullName, emulator = Path.Combine(folder, "qemu-system-x86_64");
        for (int boot = 0; boot < consoles.Length; boot++)
        {
            File.WriteAllLines(Path.Combine(folder, $"console-{boot}"), consoles[boot]);
        }

        string script = Path.Combine(folder, "script");
        File.WriteAllText(script, $"#!/bin/sh\ncd {folder}\nboot=$(cat boot 2>/dev/null || echo 0)\necho $((boot + 1)) >boot\ncat console-$boot\n");

        // Another process writes what runs: a process that a parallel test starts may inherit a file that is open for writing here, and such a file does not run.
        Tool.Run("install", script, emulator);
        string path = Path.Combine(folder, "two.bpf.o");
        File.WriteAllBytes(path, [.. File.ReadAllBytes(files.Object("maps")), .. System.Text.Encoding.UTF8.GetBytes(name)]);
        return setup.RunWithPath($"{folder}:$PATH", path, "--kernels", "6.1");
    }
}
