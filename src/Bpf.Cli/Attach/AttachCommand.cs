using System.CommandLine;
using Bpf.Runtime;

namespace Bpf.Cli.Attach;

/// <summary>bpf attach FILE</summary>
internal static class AttachCommand
{
    private const int DefaultEntryLimit = 100;

    public static Command Create()
    {
        Argument<string> file = CommonOptions.File();
        Argument<string[]> traced = new("command")
        {
            Description = "After --: a command to start; user-space probes see only it, from its first instruction on.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string[]> chosen = CommonOptions.Object();
        Option<string[]> program = new("--program") { Description = "Attach only this program. May be repeated." };
        Option<string?> target =
            new("--target") { Description = "Attach it here: BINARY:FUNCTION[@VERSION][+OFFSET], BINARY:GLOB, BINARY:+FILE_OFFSET, BINARY:PROVIDER:POINT, a kernel function or tracepoint; a network device (xdp, tc, netkit), a cgroup directory, or the file of a network namespace (sk_lookup, flow_dissector)." };
        Option<TrafficDirection?> direction =
            new("--direction") { Description = "Packets that a tc or cgroup/skb program sees, where its section does not say." };
        Option<int?> processId = CommonOptions.ProcessId("Probe only this process.");
        Option<ulong> cookie = new("--cookie") { Description = "Value the program reads as its attach cookie." };
        Option<bool> single = new("--single") { Description = "Keep single probes where the kernel has multi links." };
        Option<bool> session = new("--session") { Description = "Run the program at entry and at return of the function (kernel 6.13)." };
        Option<bool> skip = new(
            "--skip-unprobeable") { Description = "Of a glob, leave out the functions that cannot be probed, with a warning for each, instead of attaching nothing." };
        Option<bool> unsafely =
            new("--allow-unsafe") { Description = "Attach uprobes also where they may break or end the target: within an instruction, returns of Go functions." };
        Option<TimeSpan?> duration = new("--for")
        {
            Description = "Detach after this time: 500ms, 5s, 2m, 1h. Otherwise at Ctrl+C or when the command ends.",
            CustomParser = Durations.Parse,
        };
        Option<string[]> records =
            new("--record") { Description = "MAP=TYPE: struct of the object's BTF in which the records of a ring buffer or perf event array are shown. May be repeated." };
        Option<int?> limit = new("--entries") { Description = $"Entries to show of one map; {DefaultEntryLimit} if not given." };
        limit.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] text }])
            {
                result.AddError($"--entries {text}: a number of entries is not negative.");
            }
        });
        Option<bool> json = CommonOptions.Json();
        Command command = new("attach", "Attach programs, run, and show the links, the records as they come, and at the end the maps and variables.")
        {
            file, chosen, program, target, direction, processId, cookie, single, session, skip, unsafely, duration, records, limit, json, traced,
        };
        command.Validators.Add(result =>
        {
            // Whether an option is there, not its value: that throws when what was given for it is wrong, which is reported on its own.
            bool Has(Option option) => result.GetResult(option) is { Implicit: false };
            if (Has(processId) && result.GetResult(traced) is { Tokens.Count: > 0 })
            {
                result.AddError("Give either --pid or a command, not both.");
            }

            if (result.GetResult(program)?.IdentifierTokenCount is null or 0 && ((Option[])[target, direction, cookie, session]).Any(Has))
            {
                result.AddError("--target, --direction, --cookie and --session need --program.");
            }

            if (result.GetResult(program)?.IdentifierTokenCount > 1 && ((Option[])[target, direction, session]).Any(Has))
            {
                result.AddError("--target, --direction and --session are for one program; --program is given more than once.");
            }

            if (Has(session) && Has(single))
            {
                result.AddError("A session is a multi link; --single excludes it.");
            }
        });
        command.SetAction((result, cancellation) =>
        {
            AttachOptions options = new()
            {
                File = result.GetValue(file)!,
                Objects = result.GetValue(chosen) ?? [],
                Programs = result.GetValue(program) ?? [],
                Target = result.GetValue(target),
                Direction = result.GetValue(direction),
                ProcessId = result.GetValue(processId),
                Cookie = result.GetValue(cookie),
                Single = result.GetValue(single),
                Session = result.GetValue(session),
                SkipUnprobeable = result.GetValue(skip),
                AllowUnsafe = result.GetValue(unsafely),
                Duration = result.GetValue(duration),
                Json = result.GetValue(json),
                Records = result.GetValue(records) ?? [],
                EntryLimit = result.GetValue(limit) ?? DefaultEntryLimit,
                Command = result.GetValue(traced) ?? [],
            };

            // On another thread, because signals are handled only once the action has returned its task.
            return Task.Run(() => Errors.Guard(options.Json, options.File, () => AttachSession.RunAsync(options, cancellation).GetAwaiter().GetResult()),
                CancellationToken.None);
        });
        return command;
    }
}
