using System.CommandLine;
using Bpf.Runtime;

namespace Bpf.Cli.Attach;

/// <summary>The command <c>bpf attach FILE</c>.</summary>
internal static class AttachCommand
{
    private const int DefaultEntryLimit = 100;

    public static Command Create()
    {
        Argument<string> file = CommonOptions.File();
        Argument<string[]> traced = new("command")
        {
            Description = "Command to start, after --. User-space probes see only this command, from its first instruction on.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string[]> chosen = CommonOptions.Object();
        Option<string[]> program = new("--program") { Description = "Attach only this program. May be repeated." };
        Option<string?> target =
            new("--target") { Description = "Target to attach to: BINARY:FUNCTION[@VERSION][+OFFSET], BINARY:GLOB, BINARY:+FILE_OFFSET, "
                + "BINARY:PROVIDER:NAME, a kernel function or tracepoint; a network device (xdp, tc, netkit), a cgroup directory, "
                    + "or the file of a network namespace (sk_lookup, flow_dissector)." };
        Option<TrafficDirection?> direction =
            new("--direction") { Description = "Direction of the packets for a tc or cgroup/skb program whose section does not specify it." };
        Option<int?> processId = CommonOptions.ProcessId("Probe only this process.");
        Option<ulong> cookie = new("--cookie") { Description = "Value the program reads as its attach cookie." };
        Option<bool> single = new("--single") { Description = "Use single probes even if the kernel supports multi links." };
        Option<bool> session = new("--session") { Description = "Run the program at both entry and return of the function (kernel 6.13)." };
        Option<bool> skip = new(
            "--skip-unprobeable") { Description = "Skip functions matched by a glob that cannot be probed, with a warning for each, instead of failing." };
        Option<bool> unsafely =
            new("--allow-unsafe") { Description = "Attach uprobes even where they may break or kill the target: within an instruction, "
                + "or on returns of Go functions." };
        Option<TimeSpan?> duration = new("--for")
        {
            Description = "Detach after this time: 500ms, 5s, 2m, 1h. By default, detach on Ctrl+C or when the command exits.",
            CustomParser = Durations.Parse,
        };
        Option<string[]> records =
            new("--record") { Description = "MAP=TYPE: struct in the object's BTF with which to show the records of a ring buffer or perf event array. "
                + "May be repeated." };
        Option<int?> limit = new("--entries") { Description = $"Maximum number of entries to show per map; {DefaultEntryLimit} by default." };
        limit.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] text }])
            {
                result.AddError($"--entries {text}: the number of entries cannot be negative.");
            }
        });
        Option<bool> json = CommonOptions.Json();
        Command command = new("attach", "Attach programs and show their links, records as they arrive, and finally the maps and variables.")
        {
            file, chosen, program, target, direction, processId, cookie, single, session, skip, unsafely, duration, records, limit, json, traced,
        };
        command.Validators.Add(result =>
        {
            // Check for the presence of an option, not its value: that throws when the argument is invalid, which is reported separately.
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
                result.AddError("--target, --direction and --session apply to one program, but --program is given more than once.");
            }

            if (Has(session) && Has(single))
            {
                result.AddError("A session needs a multi link and cannot be combined with --single.");
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

            // On another thread, because signals are handled only after the action has returned its task.
            return Task.Run(() => Errors.Guard(options.Json, options.File, () => AttachSession.RunAsync(options, cancellation).GetAwaiter().GetResult()),
                CancellationToken.None);
        });
        return command;
    }
}
