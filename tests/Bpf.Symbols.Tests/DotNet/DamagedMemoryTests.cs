using System.Diagnostics;
using Bpf.Symbols.DotNet;
using Bpf.Symbols.DotNet.Code;
using Bpf.Symbols.DotNet.Contract;
using Bpf.Symbols.DotNet.Methods;
using Bpf.Symbols.DotNet.Names;
using Bpf.Symbols.Memory;
using Bpf.Objects.Elf;

namespace Bpf.Symbols.Tests.DotNet;

/// <summary>Whatever the memory of a process holds, names are found or not: nothing throws, and nothing runs for long.</summary>
public sealed class DamagedMemoryTests(ITestOutputHelper output)
{
    private static readonly int s_rounds = Environment.GetEnvironmentVariable("BPF_LONG_TESTS") == "1" ? 2_000 : 100;

    [Fact]
    public void RandomMemoryIsHarmless()
    {
        RuntimeLayout layout = new(SampleContracts.Complete.CompletedBy(ContractTables.For(new Version(9, 0), isArm64: false)!));
        int found = 0;
        for (int seed = 0; seed < s_rounds * 4; seed++)
        {
            RandomMemory memory = new(seed);
            using ModuleTable modules = new(memory, layout, new NoFiles());
            TypeReader types = new(memory, layout, modules);
            MethodReader methods = new(memory, layout, modules, types);
            ManagedCodeMap code = new(memory, layout, memory.Address());
            for (int i = 0; i < 5; i++)
            {
                ulong address = memory.Address();
                CodeBlock block = code.Find(address);
                found += block.Kind == CodeBlockKind.None ? 0 : 1;
                code.TryFindUnwind(block, address, out _);
                code.SizeOf(block);
                code.MethodInImage(block, address);
                new TierReader(memory, layout).Find(memory.Address(), address);
                if (methods.Find(memory.Address()) is { } method)
                {
                    MethodNames.Raw(method);
                    MethodNames.ForReaders(method);
                }

                types.List(memory.Address(), 64);
            }
        }

        output.WriteLine($"{found} blocks found");
        Assert.NotEqual(0, found);
    }

    [Fact]
    public void DamageToARealProcessIsHarmless()
    {
        using GuestProcess guest = new(GuestForm.Framework, ["DOTNET_PerfMapEnabled=3"]);
        IReadOnlyList<PerfMapEntry> entries = PerfMapEntry.Read(guest.PerfMap);
        using ProcessMemory memory = ProcessMemory.Open(guest.Id);
        ProcessMaps maps = ProcessMaps.Read(guest.Id);
        int named = 0;
        int refused = 0;
        Stopwatch watch = Stopwatch.StartNew();
        for (int seed = 0; seed < s_rounds; seed++)
        {
            DamagedMemory damaged = new(memory, seed);
            try
            {
                using DotNetResolver resolver = DotNetResolver.Open(guest.Id, damaged, maps);
                foreach (PerfMapEntry entry in damaged.Random.GetItems([.. entries], 20))
                {
                    named += resolver.TryResolve(entry.Start, out CodeSymbol? symbol) && symbol.IsNamed ? 1 : 0;
                }
            }
            catch (RuntimeRefusedException)
            {
                refused++;
            }
        }

        output.WriteLine($"{named} of {s_rounds * 20} named, {refused} runtimes refused, {watch.ElapsedMilliseconds} ms");
        Assert.InRange(named, s_rounds, (s_rounds * 20) - 1);
    }

    private sealed class NoFiles : IMappedFiles
    {
        public ProcessMaps Maps { get; } = ProcessMaps.Parse([], "nothing");

        public MappedFile? TryOpen(string path) => null;
    }

    /// <summary>A few pages with small numbers and with pointers to one another, everywhere in the address space.</summary>
    private sealed class RandomMemory : IProcessMemory
    {
        private const int PageSize = 4096;
        private const int Pages = 8;
        private readonly byte[] _bytes = new byte[Pages * PageSize];
        private readonly Random _random;

        public RandomMemory(int seed)
        {
            _random = new Random(seed);
            for (int at = 0; at < _bytes.Length; at += sizeof(ulong))
            {
                ulong value = _random.Next(8) switch
                {
                    0 => (ulong)_random.Next(70),
                    1 => (ulong)_random.NextInt64(),
                    2 => ulong.MaxValue,
                    _ => Address(),
                };
                BitConverter.TryWriteBytes(_bytes.AsSpan(at), value);
            }
        }

        public ulong Address() => (ulong)(_random.NextInt64(1 << 20) << 27) + (ulong)_random.Next(Pages * PageSize);

        public bool TryRead(ulong address, Span<byte> buffer) => Read(address, buffer) == buffer.Length;

        public int Read(ulong address, Span<byte> buffer)
        {
            for (int i = 0; i < buffer.Length; i++)
            {
                buffer[i] = _bytes[(int)((address + (ulong)i) % (ulong)_bytes.Length)];
            }

            return buffer.Length;
        }
    }

    /// <summary>The memory of a process, of which some reads are wrong or fail.</summary>
    private sealed class DamagedMemory(IProcessMemory memory, int seed) : IProcessMemory
    {
        private readonly int _rarity = 20 << (seed % 8);

        public Random Random { get; } = new(seed);

        public bool TryRead(ulong address, Span<byte> buffer) => Read(address, buffer) == buffer.Length;

        public int Read(ulong address, Span<byte> buffer)
        {
            int count = memory.TryRead(address, buffer) ? buffer.Length : memory.Read(address, buffer);
            if (count > 0 && Random.Next(_rarity) == 0)
            {
                switch (Random.Next(3))
                {
                    case 0:
                        return 0;
                    case 1:
                        buffer[Random.Next(count)] = (byte)Random.Next(256);
                        break;
                    default:
                        Random.NextBytes(buffer[..count]);
                        break;
                }
            }

            return count;
        }
    }
}
