using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Bpf.Objects.Elf;
using Bpf.Profiling.Tests.Support;
using Bpf.Profiling.Unwinding;
using Bpf.Profiling.Unwinding.Elf;
using Bpf.Profiling.Unwinding.Managed;
using Bpf.Profiling.Unwinding.Rows;
using Bpf.Profiling.Unwinding.State;
using Bpf.Runtime;
using Bpf.Symbols.DotNet.Code;

namespace Bpf.Profiling.Tests.Unwinding;

/// <summary>
/// Damaged files, stacks and unwind information lead to fewer frames, never to an exception or an endless loop. BPF_LONG_TESTS=1 runs 100,000 mutations of
/// each.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly int s_mutations = Environment.GetEnvironmentVariable("BPF_LONG_TESTS") == "1" ? 100_000 : 1_000;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);

    private static string Libc => RuntimeInformation.ProcessArchitecture == Architecture.X64
        ? "/lib/x86_64-linux-gnu/libc.so.6" : "/lib/aarch64-linux-gnu/libc.so.6";

    /// <summary>Every byte of a file may be wrong: headers, tables, records, instructions and expressions.</summary>
    [Fact]
    public void DamagedTablesAreHarmless()
    {
        byte[] original = File.ReadAllBytes(Libc);
        ElfFile sound = new(original, Libc);
        (int start, int length)[] places = [.. Places(sound)];
        Random random = new(1);
        byte[] damaged = [.. original];
        (int found, int files) = (0, 0);
        for (int i = 0; i < s_mutations; i++)
        {
            (int at, int length) = places[random.Next(places.Length)];
            at += random.Next(length);
            int count = Math.Min(random.Next(1, 9), original.Length - at);
            random.NextBytes(damaged.AsSpan(at, count));
            Stopwatch clock = Stopwatch.StartNew();
            try
            {
                FrameFile file = new(new ElfFile(damaged, Libc));
                files++;
                for (int lookups = 0; lookups < 4; lookups++)
                {
                    // Addresses near the damage are likely to be described by it.
                    ulong address = lookups == 0 ? AddressNear(sound, at) : (ulong)random.Next(original.Length);
                    if (file.RowAt(address) is { } row)
                    {
                        found++;
                        Step(row, file.Architecture, random);
                    }
                }
            }
            catch (BpfObjectFormatException)
            {
                // The file is not one at all.
            }

            Assert.True(clock.Elapsed < s_longest, $"mutation {i} at {at:x}: {clock.Elapsed}");
            original.AsSpan(at, count).CopyTo(damaged.AsSpan(at));
        }

        output.WriteLine($"{s_mutations} mutations, {files} files, {found} rows");
        Assert.True(found > s_mutations / 2);
    }

    /// <summary>The stack and the registers may have anything.</summary>
    [Fact]
    public void DamagedStacksAreHarmless()
    {
        FrameFile libc = new(new ElfFile(File.ReadAllBytes(Libc), Libc));
        RandomCode code = new(libc);
        Unwinder unwinder = new(libc.Architecture, code);
        Random random = new(2);
        byte[] stack = new byte[4096];
        ulong[] frames = new ulong[128];
        Dictionary<UnwindEnd, int> ends = [];
        for (int i = 0; i < s_mutations; i++)
        {
            ulong start = random.Next(8) == 0 ? (ulong)random.NextInt64() : 0x7FFC_0000_0000;
            Fill(stack, start, random);
            RegisterSet registers = default;
            for (int register = 0; register < RegisterSet.Count; register++)
            {
                registers.Set(register, Word(start, random));
            }

            registers.Set(libc.Architecture.StackPointer, start + (ulong)random.Next(256));
            registers.Set(libc.Architecture.ProgramCounter, RandomCode.Base + (ulong)random.Next(RandomCode.Length));
            UnwoundStack result = unwinder.Unwind(registers, new StackMemory(start, stack.AsSpan(0, random.Next(stack.Length))), frames);
            ends[result.End] = ends.GetValueOrDefault(result.End) + 1;
            Assert.InRange(result.Count, 0, frames.Length);
        }

        output.WriteLine(string.Join(", ", ends.Select(end => $"{end.Key} {end.Value}")));
        Assert.True(ends.Count >= 4);
    }

    /// <summary>Expressions, unwind information of the runtime and code of epilogs may be anything.</summary>
    [Fact]
    public void DamagedDescriptionsAreHarmless()
    {
        Random random = new(3);
        byte[] bytes = new byte[600];
        byte[] stack = new byte[512];
        (int expressions, int rows, int epilogs) = (0, 0, 0);
        BytesMemory memory = new(0x1000, bytes);
        for (int i = 0; i < s_mutations; i++)
        {
            random.NextBytes(bytes);
            random.NextBytes(stack);
            RegisterSet registers = default;
            registers.Set(7, 0x7000);
            expressions += FrameExpression.Evaluate(bytes.AsSpan(0, random.Next(1, 60)), random.Next(2) == 0 ? 0x7000 : null, registers,
                new StackMemory(0x7000, stack), out _) == StepOutcome.Done ? 1 : 0;

            // A version, a chain that may lead to itself, and operations with a likely number.
            bytes[0] = (byte)(1 | (random.Next(3) == 0 ? 4 << 3 : 0));
            for (int at = 5; at < bytes.Length; at += 2)
            {
                bytes[at] = (byte)((bytes[at] & 0xF0) | random.Next(13));
            }

            rows += UnwindCodes.RowAt(memory, 0x1000, new UnwindFunction(0x100, 0x900, 0x1000), (ulong)random.Next(300)) is null ? 0 : 1;
            epilogs += Epilog.Read(bytes.AsSpan(0, random.Next(1, Epilog.LongestCode)), 0x1000, _ => true) is null ? 0 : 1;
        }

        output.WriteLine($"{s_mutations} mutations: {expressions} expressions, {rows} rows, {epilogs} epilogs");
        Assert.True(rows > 0);
    }

    private static void Step(FrameRow row, FrameArchitecture architecture, Random random)
    {
        byte[] stack = new byte[256];
        random.NextBytes(stack);
        RegisterSet registers = default;
        registers.Set(architecture.StackPointer, 0x7000);
        registers.Set(architecture.FramePointer, 0x7040);
        _ = row.Step(architecture, ref registers, new StackMemory(0x7000, stack));
    }

    private static IEnumerable<(int Start, int Length)> Places(ElfFile file)
    {
        yield return (0, 64);
        yield return (64, file.Segments.Length * 56);
        foreach (string name in (string[])[".eh_frame_hdr", ".eh_frame"])
        {
            ElfSection section = file.Sections[file.FindSection(System.Text.Encoding.UTF8.GetBytes(name))];
            yield return ((int)section.Offset, (int)section.Size);
            yield return ((int)section.Offset, Math.Min(400, (int)section.Size));
        }
    }

    // The function whose description is at or before a file offset.
    private static ulong AddressNear(ElfFile file, int offset)
    {
        if (UnwindRecords.InSection(file, ".eh_frame"u8) is not { } records)
        {
            return 0;
        }

        ElfSection section = file.Sections[file.FindSection(".eh_frame"u8)];
        ulong wanted = (ulong)offset - section.Offset;
        ulong position = 0;
        ulong address = 0;
        while (position <= wanted && records.TryNext(ref position, out UnwindEntry? entry))
        {
            address = entry is { } function ? function.Start + (function.Size / 2) : address;
        }

        return address;
    }

    private static void Fill(Span<byte> stack, ulong start, Random random)
    {
        for (int i = 0; i < stack.Length; i += sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(stack[i..], Word(start, random));
        }
    }

    private static ulong Word(ulong start, Random random) => random.Next(4) switch
    {
        0 => start + (ulong)random.Next(4096),
        1 or 2 => RandomCode.Base + (ulong)random.Next(RandomCode.Length),
        _ => (ulong)random.NextInt64(),
    };
}
