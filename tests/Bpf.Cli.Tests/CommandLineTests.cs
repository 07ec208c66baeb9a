using Bpf.Testing;

namespace Bpf.Cli.Tests;

/// <summary>Behavior that all commands share.</summary>
public class CommandLineTests(ObjectFiles files)
{
    [Theory]
    [InlineData]
    [InlineData("no-such-command")]
    [InlineData("inspect")]
    [InlineData("load", "--dialect", "klingon", "x.o")]
    [InlineData("load", "--type", "program", "x.o")]
    [InlineData("load", "--type", "program=no_such_type", "x.o")]
    [InlineData("features", "surplus")]
    [InlineData("doctor", "--pid", "many")]
    [InlineData("doctor", "--pid", "1", "--pid", "2")]
    [InlineData("attach", "x.o", "--pid", "0")]
    [InlineData("attach", "x.o", "--pid", "1", "--", "true")]
    [InlineData("attach", "x.o", "--program", "a", "--program", "b", "--target", "c:d")]
    [InlineData("attach", "x.o", "--program", "a", "--target", "c:d", "--target", "e:f")]
    [InlineData("attach", "x.o", "--program", "a", "--session", "--single")]
    [InlineData("attach", "x.o", "--program")]
    [InlineData("attach", "x.o", "--cookie", "many")]
    [InlineData("attach", "x.o", "--session")]
    [InlineData("attach", "x.o", "--for", "5s", "--for", "6s")]
    [InlineData("attach", "x.o", "--entries", "-1")]
    [InlineData("attach", "x.o", "--direction", "sideways", "--program", "a")]
    public void WrongCommandLineExitsWith2(params string[] arguments)
    {
        BpfCommand run = BpfCommand.Run(arguments).Fail(2);
        Assert.Empty(run.Output);
        Assert.StartsWith("bpf: ", run.Errors);
        Assert.Contains("--help", run.Errors);
    }

    [Fact]
    public void HelpListsTheExitCodes() => Assert.Contains("Exit code", BpfCommand.Run("--help").Succeed().Output);

    [Theory]
    [InlineData("inspect")]
    [InlineData("load")]
    [InlineData("disasm")]
    public void MissingFileIsASingleMessage(string command)
    {
        BpfCommand run = BpfCommand.Run(command, files["not there.o"]).Fail();
        Assert.Contains("not there.o", run.Errors + run.Output);
        Assert.True((run.Errors + run.Output).Trim().Split('\n').Length <= 2);
    }

    [Theory]
    [InlineData("inspect")]
    [InlineData("load")]
    [InlineData("disasm")]
    public void WithJsonAFailureIsAnObjectToo(string command)
    {
        BpfCommand run = BpfCommand.Run(command, "--json", files["not there.o"]).Fail();
        Assert.Contains("not there.o", (string?)Assert.Single(run.Json)["error"]);
        Assert.Empty(run.Errors);
    }

    public static MatrixTheoryData<string, string> OddFiles => new(
        ["inspect", "load", "disasm", "attach"],
        ["fifo", "directory", "socket", "/dev/zero", "/dev/tty", "loop", "empty", "text", "truncated", "/proc/kmsg", "/proc/self/mem", "", "no/such"]);

    [Theory]
    [MemberData(nameof(OddFiles))]
    public void NoFileHangsOrCrashesTheReader(string command, string kind)
    {
        BpfCommand run = BpfCommand.Run(command, files.Odd(kind)).Fail();
        Assert.Matches("Cannot (open|read)", run.Output + run.Errors);
    }

    [Fact]
    public void ObjectCanBeReadFromAPipe()
        => Assert.Contains("compute", BpfCommand.RunIn($"exec \"$@\" <(cat '{files.Object("globals")}')", "inspect").Succeed().Output);

    [Theory]
    [InlineData("inspect")]
    [InlineData("--help")]
    public void ClosedOutputPipeEndsTheCommandSilently(params string[] arguments)
    {
        string[] file = arguments[0] == "inspect" ? [files.Object("thirty")] : [];
        BpfCommand run = BpfCommand.RunIn("""exec 3> >(true); wait $!; exec "$@" >&3""", [.. arguments, .. file]);
        Assert.Equal((141, ""), (run.ExitCode, run.Errors));
    }

    [Fact]
    public void AttachmentEndsWhenItsOutputIsClosed()
    {
        KernelRequirement.NeedRoot();
        using CTarget target = new(files.Write("quiet.c", "int f(void) { return 1; } int main(void) { return f(); }"u8.ToArray()));
        string path = files.ObjectOf("quiet.o", $$"""
            #include "common.h"
            SEC("uprobe/{{target.Path}}:f") int first(void *ctx) { return 0; }
            SEC("uprobe/{{target.Path}}:f") int second(void *ctx) { return 0; }
            """);
        BpfCommand run = BpfCommand.RunIn("""set -o pipefail; "$@" | head -n 1""", "attach", path);
        Assert.Equal((141, ""), (run.ExitCode, run.Errors));
        Assert.StartsWith("first: ", run.Output);
    }

    [Fact]
    public void SeveralProgramsCanBeChosen()
    {
        KernelRequirement.NeedRoot();
        using CTarget target = new(files.Write("several.c", "int f(void) { return 1; } int main(void) { return f(); }"u8.ToArray()));
        string path = files.ObjectOf("several.o", $$"""
            #include "common.h"
            SEC("uprobe/{{target.Path}}:f") int first(void *ctx) { return 0; }
            SEC("uprobe/{{target.Path}}:f") int second(void *ctx) { return 0; }
            SEC("?uprobe/{{target.Path}}:f") int third(void *ctx) { return 0; }
            """);
        BpfCommand run = BpfCommand.Run("attach", path, "--json", "--program", "third", "--program", "first", "--", target.Path);
        Assert.Equal(["first", "third"], run.Json.Select(line => (string?)line["link"]?["program"]).OfType<string>().Order());
        Assert.Contains("first, second, third", BpfCommand.Run("attach", path, "--program", "first", "--program", "fourth").Fail().Errors);
    }

    [Theory]
    [InlineData("", ">/dev/full", "No space left")]
    [InlineData("--json", ">/dev/full", "No space left")]
    [InlineData("", ">&-", "Bad file descriptor")]
    public void OutputThatCannotBeWrittenIsAnError(string option, string redirection, string reason)
    {
        BpfCommand run = BpfCommand.RunIn($"exec \"$@\" {redirection}", ["inspect", files.Object("globals"), .. option.Length == 0 ? (string[])[] : [option]]).Fail();
        Assert.StartsWith($"bpf: Cannot write to standard output: {reason}", run.Errors);
    }

    [Fact]
    public void DirectoryAndEmptyFileAreNotObjects()
    {
        Assert.Contains("irectory", BpfCommand.Run("inspect", Path.GetTempPath()).Fail().Errors);
        Assert.Contains("not an ELF file", BpfCommand.Run("inspect", files.Write("empty.o", [])).Fail().Errors);
        Assert.Contains("neither an ELF file nor a .NET assembly", BpfCommand.Run("inspect", files.Write("text.o", "#!/bin/sh\n"u8.ToArray())).Fail().Errors);
    }

    [Theory]
    [InlineData("with space and 'quotes'.o")]
    [InlineData("-dash.o")]
    [InlineData("Ünïcode ✓.o")]
    [InlineData("no-extension")]
    [InlineData(".hidden")]
    [InlineData("semi;colon&.o")]
    public void UnusualFileNames(string name)
    {
        KernelRequirement.NeedRoot();
        string path = files.Write(name, File.ReadAllBytes(files.Object("globals")));
        Assert.Equal(path, (string?)Assert.Single(BpfCommand.Run("load", "--json", path).Succeed().Json)["file"]);
        Assert.Contains("compute", BpfCommand.Run("inspect", path).Succeed().Output);
    }

    [Fact]
    public void TerminalEscapesInNamesAreNeutralized()
    {
        string path = files.Write("red\u001b[31m\u0007.o", File.ReadAllBytes(files.Object("globals")));
        string output = BpfCommand.Run("inspect", path).Succeed().Output;
        Assert.DoesNotContain('\u001b', output);
        Assert.Contains("red\\u001b[31m\\u0007", output);
    }
}
