using Bpf.Objects.Description;
using Bpf.Runtime.Attach.PerfEvents;
using Bpf.Runtime.Programs;
using Bpf.Shared;

namespace Bpf.Runtime;

/// <summary>A program for samples of perf events (section <c>perf_event</c>, kernel 4.9): a profiler, or a counter of faults, switches and the like.</summary>
public sealed class PerfEventProgram : BpfProgram
{
    private readonly PerfSample[] _declared;
    private PerfSample? _configured;

    internal PerfEventProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
        => _declared = [.. definition.Probes.Where(static record => record.Target.Length > 0).Select(record => Read(definition, record))];

    /// <summary>
    /// Options for attaching when the call specifies none: through <see cref="BpfProgram.Attach()"/>, and with the whole object. They can be set at any time
    /// while the program is not attached.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">Parts of the options contradict each other.</exception>
    /// <exception cref="BpfStateException">The program is attached.</exception>
    public PerfEventOptions Options
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            value.Validate(nameof(value));
            RequireDetached("set the options of program");
            field = value;
        }
    } = new();

    /// <summary>The events that the attributes declare; empty when the host chooses.</summary>
    public IReadOnlyList<PerfEventSource> DeclaredEvents => [.. _declared.Select(static sample => sample.Source)];

    /// <inheritdoc/>
    public override AttachInputs AttachInputs => new()
    {
        Target = "an event and how often to sample it, such as cpu-clock/freq=99/",
        NeedsTarget = _declared.Length == 0 && _configured is null && Options.Event is null,
        TakesCookie = true,
    };

    /// <summary>Samples what the options say.</summary>
    /// <param name="options">Event, rate and scope; what is missing comes from the attributes.</param>
    /// <returns>The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object.</returns>
    /// <exception cref="ArgumentException">
    /// Parts of the options contradict each other, or neither they nor the attributes have an event and its rate.
    /// </exception>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="BpfPermissionException">The process lacks CAP_PERFMON.</exception>
    /// <exception cref="BpfUnsupportedException">A cookie was given, but the kernel does not support cookies.</exception>
    /// <exception cref="BpfException">
    /// The machine does not have the event (ENOENT, EOPNOTSUPP), the frequency is higher than allowed (EINVAL), there is no such process (ESRCH), CPU (ENODEV)
    /// or cgroup, or the kernel refused for another reason.
    /// </exception>
    public PerfSamplingLink Attach(PerfEventOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        return Adopt(AttachWith(options));
    }

    private protected override void Apply(AttachRequest request)
    {
        if (request.ProcessId is { } process)
        {
            Options = Options with { ProcessId = process };
        }

        if (request.Target is { } text)
        {
            string? fault = PerfEventSyntax.TryParse(text, out PerfEventSyntax? syntax);
            fault ??= syntax is { Frequency: 0, Period: 0 } ? "it has no rate, /freq=SAMPLES-PER-SECOND/ or /period=EVENTS-PER-SAMPLE/" : null;
            if (fault is not null)
            {
                throw new FormatException($"'{text}' is not a perf event: {fault}.");
            }

            _configured = new(PerfEventSource.From(syntax!), syntax!, 0);
        }
    }

    private protected override Link? AttachToSectionTarget()
        => AttachInputs.NeedsTarget ? null : AttachWith(Request.Cookie == 0 ? Options : Options with { Cookie = Request.Cookie });

    private PerfSamplingLink AttachWith(PerfEventOptions options)
    {
        BpfHandle handle = Handle;
        if (options is { ProcessId: null, ThreadId: null, CgroupDirectory: null })
        {
            options = options with { ProcessId = Owner.ProcessId };
        }

        PerfSample[] declared = _configured is { } configured ? [configured] : _declared;
        if (options.Event is { } source)
        {
            // The rate and the cookie of a single attribute apply to another event as well.
            PerfSample rate = declared is [var only] ? only : new(source, source.Syntax, 0);
            declared = [new(source, source.Syntax with { Frequency = rate.Syntax.Frequency, Period = rate.Syntax.Period }, rate.Cookie)];
        }

        if (declared.Length == 0)
        {
            throw new ArgumentException($"Program '{Name}' does not declare an event; set Event.", nameof(options));
        }

        PerfSample[] samples =
        [
            .. declared.Select(sample => sample with
            {
                Cookie = options.Cookie != 0 ? options.Cookie : sample.Cookie,
                Syntax = (options.Frequency | options.Period) == 0
                    ? sample.Syntax
                    : sample.Syntax with { Frequency = options.Frequency, Period = options.Period },
            }),
        ];
        if (samples.Any(static sample => sample.Syntax is { Frequency: 0, Period: 0 }))
        {
            throw new ArgumentException($"Program '{Name}' does not declare how often to sample; set Frequency or Period.", nameof(options));
        }

        PerfEventOptions scope = options with { Cookie = 0, Cpus = null, Event = null };
        string cpus = string.Join(',', options.Cpus ?? []);
        PerfEventAttacher attacher = new(Name, handle, options, KernelFeatures.For(Owner.Token).PerfEventLink.IsSupported, Owner.Token is not null);
        return AttachOnce("attach perf_event program", new(Name, string.Join(", ", samples.Select(static sample => $"{sample.Syntax}"))),
            samples.Select(sample => (object)(scope, cpus, sample)), () => attacher.Attach(samples));
    }

    private static PerfSample Read(ProgramDefinition definition, AttachRecord record)
    {
        string? fault = PerfEventSyntax.TryParse(record.Target, out PerfEventSyntax? syntax);
        return fault is null
            ? new(PerfEventSource.From(syntax!), syntax!, record.Cookie)
            : throw new BpfObjectFormatException(
                $"{definition.Name} in section '{definition.SectionName}'", $"The event '{record.Target}' is not valid: {fault}.");
    }
}
