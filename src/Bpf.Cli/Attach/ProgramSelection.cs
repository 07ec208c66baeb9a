using Bpf.Runtime;

namespace Bpf.Cli.Attach;

/// <summary>Applies the options to the programs of an object, before load and at attach.</summary>
internal sealed class ProgramSelection(AttachOptions options, int? processId)
{
    /// <summary>Applies the settings that must be made before load.</summary>
    /// <exception cref="BpfException">An option does not apply to the program.</exception>
    public void Prepare(BpfObject target)
    {
        foreach (BpfProgram program in target.Programs)
        {
            program.AutoAttach = !IsSelective;
            if (!options.Chooses(program))
            {
                continue;
            }

            AttachInputs inputs = program.AttachInputs;
            if (IsSelective)
            {
                program.AutoLoad = true;
                RequireFit(program, inputs);
                RequireComplete(program, inputs);
            }

            program.Configure(new AttachRequest
            {
                Target = options.Target,
                Direction = options.Direction,
                Cookie = options.Cookie,
                ProcessId = processId,
                Mode = options.Single ? ProbeMode.Single : ProbeMode.Auto,
                IsSession = options.Session,
                SkipUnprobeable = options.SkipUnprobeable && inputs.ChecksPlaces,
                AllowUnsafe = options.AllowUnsafe && inputs.ChecksPlaces,
            });
        }
    }

    /// <summary>Attaches the selected programs; those without a target are skipped unless they were requested.</summary>
    /// <exception cref="BpfException">A program could not be attached.</exception>
    public void Attach(BpfObject target)
    {
        if (!IsSelective)
        {
            target.Attach();
            return;
        }

        foreach (BpfProgram program in target.Programs.Where(options.Chooses))
        {
            Attach(program);
        }
    }

    private bool IsSelective => options.Programs.Length > 0;

    private static void Attach(BpfProgram program)
    {
        try
        {
            program.Attach();
        }
        catch (ArgumentException exception)
        {
            throw new BpfException("attach program", program.Name, null, exception.Message, exception);
        }
    }

    private void RequireFit(BpfProgram program, AttachInputs inputs)
    {
        Require(options.Target is null || inputs.Target is not null, $"--target {options.Target}", "cannot be given a target");
        Require(options.Direction is null || inputs.TakesDirection, $"--direction {options.Direction}", "cannot be given a direction");
        Require(options.Cookie == 0 || inputs.TakesCookie, "--cookie", "cannot be given a cookie");
        Require(!options.Session || inputs.TakesSession, "--session", "cannot run as a session");
        Require(!options.SkipUnprobeable || inputs.ChecksPlaces, "--skip-unprobeable", "is not a uprobe");
        Require(!options.AllowUnsafe || inputs.ChecksPlaces, "--allow-unsafe", "is not a uprobe");

        void Require(bool fits, string option, string fault)
        {
            if (!fits)
            {
                throw new BpfException("use", option, null, $"Program '{program.Name}' in section '{program.SectionName}' {fault}.");
            }
        }
    }

    private void RequireComplete(BpfProgram program, AttachInputs inputs)
    {
        if (inputs.NeedsTarget && options.Target is null)
        {
            throw new BpfException("attach program", program.Name, null,
                $"Its section '{program.SectionName}' names no target: give {inputs.Target} with --target.");
        }

        if (inputs.NeedsDirection && options.Direction is null)
        {
            throw new BpfException("attach program", program.Name, null,
                $"Its section '{program.SectionName}' does not specify a direction: give --direction ingress or egress.");
        }
    }
}
