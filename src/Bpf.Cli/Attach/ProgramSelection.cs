using Bpf.Runtime;

namespace Bpf.Cli.Attach;

/// <summary>Carries the options over to the programs of an object: before load, and at attach.</summary>
internal sealed class ProgramSelection(AttachOptions options, int? processId)
{
    /// <summary>Settings that must be made before load.</summary>
    /// <exception cref="BpfException">An option does not fit the program.</exception>
    public void Prepare(BpfObject target)
    {
        foreach (BpfProgram program in target.Programs)
        {
            program.AutoAttach = !IsSelective;
            if (!options.Chooses(program))
                continue;
            if (IsSelective)
                program.AutoLoad = true;
            if (options.Direction is { } direction && program is not (TrafficControlProgram or CgroupProgram { Type: ProgramType.CgroupSkb }))
                throw new BpfException("use", $"--direction {direction}", null, $"Program '{program.Name}' in section '{program.SectionName}' is none for packets in two directions.");

            if (IsSelective && (options.SkipUnprobeable || options.AllowUnsafe) && program is not UprobeProgram)
                throw new BpfException("use", options.SkipUnprobeable ? "--skip-unprobeable" : "--allow-unsafe", null, $"Program '{program.Name}' in section '{program.SectionName}' is not a uprobe.");

            switch (program)
            {
                case UprobeProgram uprobe:
                    uprobe.Target = UprobeTargetOf();
                    uprobe.Options = new UprobeOptions { Cookie = options.Cookie, SkipUnprobeable = options.SkipUnprobeable, AllowUnsafe = options.AllowUnsafe };
                    if (options.Session)
                        uprobe.ExpectedAttachType = AttachType.TraceUprobeSession;
                    break;
                case UsdtProgram usdt:
                    usdt.Target = UsdtTargetOf();
                    break;
                case KprobeProgram kprobe:
                    kprobe.Mode = options.Single ? UprobeMode.Single : UprobeMode.Auto;
                    kprobe.Target = options.Target is null ? null : Parse(options.Target, KprobeTarget.Parse);
                    break;
                case XdpProgram:
                    RequireTarget(program, "a network device");
                    break;
                case TrafficControlProgram traffic:
                    RequireTarget(program, "a network device");
                    RequireDirection(program, traffic.ExpectedAttachType != default);
                    break;
                case CgroupProgram:
                    RequireTarget(program, "the directory of a cgroup");
                    RequireDirection(program, program.SectionName != "cgroup/skb");
                    break;
                case NetworkNamespaceProgram:
                    RequireTarget(program, "the file of a network namespace, such as /proc/self/ns/net");
                    break;
                default:
                    if (options.Target is not null)
                        throw new BpfException("use", $"--target {options.Target}", null, $"Program '{program.Name}' in section '{program.SectionName}' takes no target.");
                    break;
            }
        }
    }

    /// <summary>Attaches the chosen programs; those that name no target are left out unless they were asked for.</summary>
    /// <exception cref="BpfException">A program could not be attached.</exception>
    public void Attach(BpfObject target)
    {
        if (!IsSelective)
        {
            target.Attach();
            return;
        }

        foreach (BpfProgram program in target.Programs.Where(options.Chooses))
            Attach(program);
    }

    private bool IsSelective => options.Programs.Length > 0;

    private void Attach(BpfProgram program)
    {
        try
        {
            _ = (program, options.Cookie) switch
            {
                (UprobeProgram uprobe, _) => uprobe.Attach(),
                (UsdtProgram usdt, not 0) => usdt.Attach(usdt.Target ?? new UsdtTarget(), options.Cookie),
                (KprobeProgram { Target: { } function } kprobe, not 0) => kprobe.Attach(function, options.Cookie),
                (XdpProgram xdp, 0) => xdp.Attach(options.Target!),
                (TrafficControlProgram traffic, 0) => options.Direction is { } direction ? traffic.Attach(options.Target!, direction) : traffic.Attach(options.Target!),
                (CgroupProgram group, 0) => options.Direction is { } direction ? group.Attach(options.Target!, direction) : group.Attach(options.Target!),
                (NetworkNamespaceProgram network, 0) => network.Attach(options.Target!),
                (_, not 0) => throw new BpfException("use", "--cookie", null, $"Program '{program.Name}' in section '{program.SectionName}' takes no cookie, or no target was given with it."),
                _ => program.Attach(),
            };
        }
        catch (ArgumentException exception)
        {
            throw new BpfException("attach program", program.Name, null, exception.Message, exception);
        }
    }

    private void RequireTarget(BpfProgram program, string what)
    {
        if (IsSelective && options.Target is null)
            throw new BpfException("attach program", program.Name, null, $"Its section '{program.SectionName}' names no target: give {what} with --target.");
    }

    private void RequireDirection(BpfProgram program, bool isKnown)
    {
        if (IsSelective && options.Direction is null && !isKnown)
            throw new BpfException("attach program", program.Name, null, $"Its section '{program.SectionName}' does not say which packets: give --direction ingress or egress.");
    }

    private UprobeTarget? UprobeTargetOf()
    {
        UprobeTarget? target = options.Target is null ? null : Parse(options.Target, UprobeTarget.Parse);
        return processId is { } id ? (target ?? new UprobeTarget()) with { ProcessId = id, InProcess = true } : target;
    }

    private UsdtTarget? UsdtTargetOf()
    {
        UsdtTarget? target = options.Target is null ? null : Parse(options.Target, UsdtTarget.Parse);
        return processId is { } id ? (target ?? new UsdtTarget()) with { ProcessId = id, InProcess = true } : target;
    }

    private static T Parse<T>(string text, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (FormatException exception)
        {
            throw new BpfException("understand", $"--target {text}", null, exception.Message, exception);
        }
    }
}
